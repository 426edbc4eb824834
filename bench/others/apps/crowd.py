"""Many chats by the protocols of the pages, without pages: crowd.py KIND PORT RUN FIRST LAST.

Says "ready" when all are connected, sends all messages once it reads a line, and says "done N" when N answers were there whole:
the numbered word of LAST is looked for.
"""

import asyncio
import json
import sys
import uuid
from datetime import datetime, timezone

import httpx

KIND, PORT, RUN, COUNT, LAST = sys.argv[1], int(sys.argv[2]), *map(int, sys.argv[3:6])
URL = f"http://localhost:{PORT}"
MARK = f"m{LAST:04d}x"
LARGEST = 1 << 26
NOW = datetime.now(timezone.utc).isoformat()


def prompt(chat):
    return f"Stream {chat} of run {RUN}, please."


async def parley(chat, ready, go):
    from websockets.asyncio.client import connect

    async with httpx.AsyncClient() as http:
        cookie = (await http.get(URL + "/")).headers["set-cookie"].split(";")[0]
    address = f"ws://localhost:{PORT}/chat/{uuid.uuid4()}"
    async with connect(address, origin=URL, additional_headers={"Cookie": cookie}, max_size=LARGEST) as socket:
        await socket.send('{"type":"open"}')
        await socket.recv()
        ready()
        await go.wait()
        await socket.send(json.dumps({"type": "send", "id": str(uuid.uuid4()), "text": prompt(chat)}))
        async for frame in socket:
            if MARK in frame:
                return


async def streamlit(chat, ready, go):
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.asyncio.client import connect

    address = f"ws://localhost:{PORT}/_stcore/stream"
    async with connect(address, origin=URL, subprotocols=["streamlit"], max_size=LARGEST) as socket:
        first = BackMsg()
        first.rerun_script.query_string = ""
        await socket.send(first.SerializeToString())
        composer, finished, page = "", False, ""
        while not (composer and finished):
            message = ForwardMsg.FromString(await socket.recv())
            page = message.new_session.page_script_hash or page
            finished = finished or message.WhichOneof("type") == "script_finished"
            composer = composer or message.delta.new_element.chat_input.id
        ready()
        await go.wait()
        asked = BackMsg()
        asked.rerun_script.page_script_hash = page
        widget = asked.rerun_script.widget_states.widgets.add()
        widget.id = composer
        widget.chat_input_value.data = prompt(chat)
        await socket.send(asked.SerializeToString())
        mark = MARK.encode()
        async for frame in socket:
            if mark in frame:
                return


async def chainlit(chat, ready, go):
    import socketio

    there = asyncio.Event()
    text = []
    client = socketio.AsyncClient()

    def token(data):
        text.append(data.get("token", ""))
        if MARK in "".join(text[-8:]):
            there.set()

    begun = asyncio.Event()
    started = False

    def task_start(*ignored):
        nonlocal started
        started = True

    def task_end(*ignored):
        if started:
            begun.set()

    # One end comes at once; the one that counts is that of the app's own start of the chat.
    client.on("task_start", task_start)
    client.on("task_end", task_end)
    client.on("stream_token", token)
    await client.connect(
        URL,
        socketio_path="/ws/socket.io",
        transports=["websocket"],
        auth={"clientType": "webapp", "sessionId": str(uuid.uuid4()), "threadId": "", "userEnv": "{}", "chatProfile": ""},
    )
    await client.emit("connection_successful")
    await begun.wait()
    ready()
    await go.wait()
    message = {"id": str(uuid.uuid4()), "threadId": "", "name": "User", "type": "user_message", "output": prompt(chat), "createdAt": NOW}
    await client.emit("client_message", {"message": message, "fileReferences": []})
    await there.wait()
    await client.disconnect()


async def gradio(chat, ready, go):
    from gradio_client import Client

    client = await asyncio.to_thread(Client, URL, verbose=False, analytics_enabled=False)
    ready()
    await go.wait()
    job = client.submit(prompt(chat), api_name="/answer")
    answer = await asyncio.to_thread(job.result)
    if MARK not in str(answer):
        raise ValueError("an answer was not whole")


async def main():
    loop = asyncio.get_running_loop()
    go = asyncio.Event()
    waiting = COUNT
    all_ready = asyncio.Event()

    def ready():
        nonlocal waiting
        waiting -= 1
        if waiting == 0:
            all_ready.set()

    chats = [asyncio.create_task(globals()[KIND](chat, ready, go)) for chat in range(1, COUNT + 1)]
    await asyncio.wait([asyncio.create_task(all_ready.wait()), *chats], return_when=asyncio.FIRST_COMPLETED)
    if not all_ready.is_set():
        await asyncio.gather(*chats)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    go.set()
    results = await asyncio.gather(*chats, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            print(f"failed: {result!r}", flush=True)
    print("done", sum(result is None for result in results), flush=True)


asyncio.run(main())
