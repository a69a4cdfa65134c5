"""What the explorer's templates need: ``{% say "front.title" %}`` in the language of the page, and links within it."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planapi.explorer import words
from text import vocabulary

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: Any) -> str:
    """A phrase of ``words.toml``."""
    return words.say(key, context["language"], **values)


@register.simple_tag(takes_context=True)
def word(context: Context, words_of: str, value: str) -> str:
    """A closed word of the data by its label: ``{% word "ProgressStatus" one.status %}``."""
    found = getattr(vocabulary, words_of)(value)
    return found.zh if context["language"] == "zh" else found.en


@register.simple_tag(takes_context=True)
def told(context: Context, message: dict[str, str]) -> str:
    """Of a message in both languages, that of the page."""
    return message[context["language"]]


@register.simple_tag(takes_context=True)
def page(context: Context, name: str, *args: str) -> str:
    """The address of another page of the site, in the same language and, if this one is pinned, of the same revision."""
    address = reverse(f"{name}-{context['language']}", args=args)
    return f"{address}?revision={context['revision']}" if context["pinned"] else address


@register.simple_tag(takes_context=True)
def evidence(context: Context, resource: str, key: str) -> str:
    """The address of a row's words, pinned if the page is."""
    address = reverse("evidence-page", kwargs={"resource": resource, "id": key})
    return f"{address}?revision={context['revision']}" if context["pinned"] else address


@register.simple_tag(takes_context=True)
def data(context: Context, name: str, *args: str, **query: Any) -> str:
    """The API's request for the same, in the revision of the page."""
    parameters = "&".join(f"{key}={value}" for key, value in (*query.items(), ("revision", context["revision"])))
    return f"{reverse(name, args=args)}?{parameters}"


@register.filter
def number(value: Any) -> str | SafeString:
    """A number with its thousands apart, as it is read: 12,345; what is none is left out."""
    return (
        ""
        if value is None
        else format_html(
            '<span class="n">{}</span>', f"{value:,}" if isinstance(value, int) else f"{value.normalize():f}"
        )
    )
