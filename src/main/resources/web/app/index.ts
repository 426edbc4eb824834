import "./css/index.css";
import { App } from "./app.ts";

new App(document.body.dataset);
