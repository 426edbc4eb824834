import "./css/index.css";
import { App } from "./app.ts";
import { keepOfflinePage } from "./offline.ts";

new App(document.body.dataset);
// Whatever is seen first comes first.
addEventListener("load", () => keepOfflinePage());
