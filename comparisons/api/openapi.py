"""The OpenAPI description, made from the list of resources and the shapes of their replies."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

import msgspec

from comparisons.api import shapes
from comparisons.api.asking import Parameter
from comparisons.api.replies import JSON, PROBLEM
from comparisons.api.resources import RESOURCES, SLUG, Resource
from comparisons.exports import LICENCE
from comparisons.queries.links import absolute, at

Schema = dict[str, Any]
REFERENCE = "#/components/schemas/{name}"
ABOUT = (
    "Python web frameworks compared with evidence: the record behind the pages, read-only and "
    "without a key. Every claim carries its citations. “unknown” is a value and never means “no”. "
    "Slugs are stable; one that was renamed redirects. Parameters that are not described are "
    "answered with 400, but for the recommendation, which redirects to the answers that count. "
    "Fields may be added to replies, none is renamed or removed within version 1. Each reply names "
    "its edition and has an ETag: send it back in If-None-Match, and 304 says that nothing has "
    "changed. HEAD and OPTIONS work wherever GET does."
)


def description(site_name: str) -> Schema:
    """The whole description. Eight queries: what filters and the wizard offer, the record says."""
    schemas = components()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{site_name} API",
            "version": "1",
            "description": ABOUT,
            "license": {"name": LICENCE, "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": absolute("")}],
        "externalDocs": {"description": "Examples", "url": at("api")},
        "paths": {resource.template: {"get": operation(resource)} for resource in RESOURCES},
        "components": {"schemas": schemas, "responses": ERRORS},
    }


def components() -> dict[str, Schema]:
    """The schemas of all shapes, by name."""
    types = (*(resource.shape for resource in RESOURCES), shapes.Edition, shapes.Problem)
    return schemas_of(types)


def schemas_of(types: Iterable[type]) -> dict[str, Schema]:
    _, found = msgspec.json.schema_components(types, schema_hook=vocabulary, ref_template=REFERENCE)
    return found


def vocabulary(type_: Any) -> Schema:
    """The schema of one of the closed vocabularies, which Django makes in its own way."""
    if not issubclass(type_, Enum):
        raise NotImplementedError
    return {"type": "string", "enum": [member.value for member in type_]}


def operation(resource: Resource) -> Schema:
    parameters = (*resource.describe(), *resource.checked)
    return {
        "operationId": resource.name,
        "summary": resource.summary,
        "parameters": [*_path_parameters(resource), *map(_parameter, parameters)],
        "responses": {
            "200": _success(resource),
            **({"301": MOVED} if resource.can_move else {}),
            "304": UNCHANGED,
            **({"400": _error(400)} if resource.can_refuse else {}),
            **({"404": _error(404)} if resource.has_slug else {}),
        },
    }


def _path_parameters(resource: Resource) -> Iterable[Schema]:
    if resource.has_slug:
        name = resource.template.partition("{")[2].partition("}")[0]
        yield {"name": name, "in": "path", "required": True, "schema": SLUG}


def _parameter(parameter: Parameter) -> Schema:
    one = dict(parameter.schema)
    schema = {"type": "array", "items": one} if parameter.many else one
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.description,
        "required": parameter.required,
        "schema": schema,
    }


def _success(resource: Resource) -> Schema:
    return {
        "description": resource.summary,
        "headers": {"ETag": TAG},
        "content": {JSON: {"schema": envelope(resource)}},
    }


def envelope(resource: Resource) -> Schema:
    """The schema of a reply: what all say, and the data of this resource."""
    every = shapes.Listing if resource.paged else shapes.Reply
    schema = schemas_of([every])[every.__name__]
    data = {"$ref": REFERENCE.format(name=resource.shape.__name__)}
    listed = {"type": "array", "items": data, "maxItems": 100}
    return {
        "type": "object",
        "description": schema["description"],
        "properties": schema["properties"] | {"data": listed if resource.listing else data},
        "required": schema["required"],
    }


def _error(status: int) -> Schema:
    return {"$ref": f"#/components/responses/{status}"}


def _problem(description: str) -> Schema:
    schema = {"$ref": REFERENCE.format(name="Problem")}
    return {"description": description, "content": {PROBLEM: {"schema": schema}}}


TAG = {"description": "Changes with the reply.", "schema": {"type": "string"}}
ERRORS = {
    "400": _problem("A parameter or the address was not understood; the reply says what is."),
    "404": _problem("There is no such entry; the reply suggests some."),
}
MOVED = {
    "description": "The entry is at another address.",
    "headers": {"Location": {"schema": {"type": "string"}}},
}
UNCHANGED = {
    "description": "The reply is still the one whose ETag was sent in If-None-Match.",
    "headers": {"ETag": TAG},
}
