"use strict";

// How pages usually show a stream, and the least that any page could do; fed like Parley's page, with its style sheet.
const markdown = window.markdownit({ linkify: true });
const scroller = document.getElementById("scroller");
const thread = document.getElementById("thread");

function follow() {
  scroller.scrollTop = scroller.scrollHeight;
}

function bubble(role) {
  const article = document.createElement("article");
  const column = document.createElement("div");
  const body = document.createElement("div");
  const host = document.createElement("div");
  article.className = `message ${role}`;
  column.className = "message-column";
  body.className = "message-body";
  host.className = "markdown";
  body.append(host);
  column.append(body);
  article.append(column);
  thread.append(article);
  return host;
}

/** All of it anew, as most pages do. */
function rerender(host, text) {
  host.innerHTML = window.DOMPurify.sanitize(markdown.render(text));
}

/** Each line a paragraph, and nothing but text: no page can do less. */
class Appending {
  #last;

  constructor(host) {
    this.host = host;
  }

  add(text) {
    text.split("\n").forEach((line, index) => {
      if (index > 0 || !this.#last) {
        this.#last = document.createTextNode("");
        const paragraph = document.createElement("p");
        paragraph.append(this.#last);
        this.host.append(paragraph);
      }
      if (line !== "") this.#last.appendData(line);
    });
  }
}

const ways = {
  "per-chunk": (host) => {
    let whole = "";
    return (text) => {
      whole += text;
      rerender(host, whole);
      follow();
    };
  },
  "per-frame": (host) => {
    let whole = "";
    let asked = false;
    return (text) => {
      whole += text;
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        rerender(host, whole);
        follow();
      });
    };
  },
  append: (host) => {
    const appending = new Appending(host);
    let waiting = "";
    return (text) => {
      waiting += text;
      if (waiting !== text) return;
      requestAnimationFrame(() => {
        appending.add(waiting);
        waiting = "";
        follow();
      });
    };
  },
};

const socket = new WebSocket(`ws://${location.host}/chat/reference`);
let take;
socket.addEventListener("open", () => socket.send('{"type":"open"}'));
socket.addEventListener("message", ({ data }) => {
  const frame = JSON.parse(data);
  if (Array.isArray(frame)) {
    take(frame[2]);
  } else if (frame.type === "snapshot") {
    for (const { role, state, elements } of frame.messages) {
      const host = bubble(role);
      if (state) rerender(host, elements[0].text);
      else {
        host.closest("article").classList.add("live");
        take = ways[document.body.dataset.way](host);
      }
    }
    follow();
  } else if (frame.type === "messageEnded") {
    requestAnimationFrame(() => requestAnimationFrame(() => thread.querySelector(".live").classList.remove("live")));
  }
});
