"""Asks the API as a program does: JSON in, JSON out."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

ROOT = "/api/v1/"
JSON = "application/json"


@dataclass
class Api:
    """One program; `headers` go with each of its requests."""

    client: Client = field(default_factory=Client)
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> HttpResponse:
        return self.client.get(ROOT + address, headers=self.headers)

    def post(self, address: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.send("POST", address, json.dumps(body).encode(), **headers)

    def put(self, address: str, body: Any) -> HttpResponse:
        return self.send("PUT", address, json.dumps(body).encode())

    def patch(self, address: str, body: Any) -> HttpResponse:
        return self.send("PATCH", address, json.dumps(body).encode())

    def delete(self, address: str) -> HttpResponse:
        return self.client.delete(ROOT + address, headers=self.headers)

    def send(
        self,
        method: str,
        address: str,
        body: bytes,
        content_type: str | None = JSON,
        **headers: str,
    ) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method, ROOT + address, body, content_type, headers=self.headers | named
        )
