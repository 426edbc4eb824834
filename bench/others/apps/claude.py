"""The call that all three apps make: an answer of the Messages API, as it is streamed."""

import json
import os

import httpx

URL = os.environ["BENCH_UPSTREAM"] + "/v1/messages"
HEADERS = {"x-api-key": "bench", "anthropic-version": "2026-10-21"}
EARLIER = int(os.environ.get("BENCH_EARLIER", "0"))
BRIEFLY = "Briefly, please."


def body(messages):
    return {"model": "claude-bench", "max_tokens": 16000, "stream": True, "messages": messages}


def text_of(line):
    if line.startswith("data: "):
        event = json.loads(line[6:])
        if event["type"] == "content_block_delta":
            return event["delta"]["text"]
    return ""


def stream(messages):
    with httpx.stream("POST", URL, headers=HEADERS, json=body(messages), timeout=None) as response:
        response.raise_for_status()
        for line in response.iter_lines():
            if text := text_of(line):
                yield text


async def stream_async(messages):
    async with httpx.AsyncClient(timeout=None) as client:
        async with client.stream("POST", URL, headers=HEADERS, json=body(messages)) as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                if text := text_of(line):
                    yield text


def earlier():
    """The messages that a conversation has already: the question and the answer in turn."""
    if EARLIER == 0:
        return []
    answer = "".join(stream([{"role": "user", "content": BRIEFLY}]))
    pair = [{"role": "user", "content": BRIEFLY}, {"role": "assistant", "content": answer}]
    return [dict(message) for _ in range(EARLIER // 2) for message in pair]
