"""Errors as RFC 9457 problem documents: one table from our error bases to HTTP statuses."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from nlp.errors import InvalidPostingError
from service.errors import NoVintageError, ServiceError, UnknownFacetError
from storage.errors import NotMigratedError
from taxonomy.errors import UnknownCodeError

STATUSES: dict[type[Exception], HTTPStatus] = {
    NoVintageError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnknownFacetError: HTTPStatus.NOT_FOUND,
    UnknownCodeError: HTTPStatus.NOT_FOUND,
    InvalidPostingError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotMigratedError: HTTPStatus.SERVICE_UNAVAILABLE,
    ServiceError: HTTPStatus.BAD_REQUEST,
}


def problem_response(
    request: Request, status: HTTPStatus, detail: str, errors: list[dict[str, Any]] | None = None
) -> JSONResponse:
    """A problem document; `errors` points at the faulty parts by JSON pointer."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        "instance": request.url.path,
    }
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status.value, media_type="application/problem+json")


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error, ours, FastAPI's and unknown paths, with a problem document."""
    for error_type, status in STATUSES.items():
        app.add_exception_handler(error_type, _our_error(status))
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)


def _our_error(status: HTTPStatus) -> Any:
    def handle(request: Request, error: Exception) -> JSONResponse:
        return problem_response(request, status, str(error))

    return handle


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.NOT_MODIFIED:
        return Response(status_code=error.status_code, headers=error.headers)
    response = problem_response(request, HTTPStatus(error.status_code), str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _validation_error(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    errors = [
        {"pointer": "/" + "/".join(str(part) for part in item["loc"]), "detail": item["msg"]}
        for item in error.errors()
    ]
    where = ", ".join(item["pointer"] for item in errors)
    return problem_response(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"invalid input at {where}", errors)
