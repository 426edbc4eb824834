import asyncio

import chainlit as cl
import claude


@cl.on_chat_start
async def start():
    messages = await asyncio.to_thread(claude.earlier)
    cl.user_session.set("messages", messages)
    for message in messages:
        kind = "user_message" if message["role"] == "user" else "assistant_message"
        await cl.Message(content=message["content"], type=kind).send()


@cl.on_message
async def answer(message: cl.Message):
    messages = cl.user_session.get("messages")
    messages.append({"role": "user", "content": message.content})
    reply = cl.Message(content="")
    async for text in claude.stream_async(messages):
        await reply.stream_token(text)
    await reply.update()
    messages.append({"role": "assistant", "content": reply.content})
