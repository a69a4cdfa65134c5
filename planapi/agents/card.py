"""How agents find this: a server card (SEP-2127), and the catalogue of such things that a host has (AI Catalog)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from planapi import __version__

CARD = "application/mcp-server-card+json"
CATALOGUE = "application/ai-catalog+json"
SCHEMA = "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json"
NAME, TITLE = "planapi", "Plan API"
ABOUT = "Chinese five-year plans and work reports as dated figures, each with the words it was read from."
"""At most a hundred characters, as the schema of cards has it."""
SPOKEN = ("2025-11-25", "2026-07-28")
"""The revisions of the protocol that are tested here; the library takes the older ones too."""


@require_safe
def server_card(request: HttpRequest) -> HttpResponse:
    """What connects to this server has to know: who it is, where it is, and what it speaks."""
    domain = request.get_host().partition(":")[0]
    card: dict[str, Any] = {
        "$schema": SCHEMA,
        "name": f"{'.'.join(reversed(domain.strip('[]').split('.')))}/{NAME}",
        "title": TITLE,
        "description": ABOUT,
        "version": __version__,
        "websiteUrl": request.build_absolute_uri("/"),
        "remotes": [
            {
                "type": "streamable-http",
                "url": request.build_absolute_uri("/mcp"),
                "supportedProtocolVersions": list(SPOKEN),
                "headers": [
                    {
                        "name": "Authorization",
                        "description": "Bearer plan_…: a key, for a higher limit. All can be read without one.",
                        "isRequired": False,
                        "isSecret": True,
                    }
                ],
            }
        ],
    }
    return _kept(card, CARD)


@require_safe
def ai_catalogue(request: HttpRequest) -> HttpResponse:
    """What this host has for agents: one server."""
    domain = request.get_host().partition(":")[0]
    entry = {
        "identifier": f"urn:air:{domain}:{NAME}",
        "displayName": TITLE,
        "type": CARD,
        "url": request.build_absolute_uri("/mcp/server-card"),
    }
    return _kept({"specVersion": "1.0", "entries": [entry]}, CATALOGUE)


def _kept(document: dict[str, Any], media_type: str) -> HttpResponse:
    return JsonResponse(document, content_type=media_type, headers={"Cache-Control": "public, max-age=3600"})
