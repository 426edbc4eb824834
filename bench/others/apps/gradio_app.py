import claude
import gradio as gr


async def answer(message, history):
    messages = [{"role": turn["role"], "content": turn["content"]} for turn in history]
    messages.append({"role": "user", "content": message})
    text = ""
    async for more in claude.stream_async(messages):
        text += more
        yield text


chat = gr.ChatInterface(answer, chatbot=gr.Chatbot(value=claude.earlier()), concurrency_limit=100)
chat.launch()
