"""What the requests to payment providers came to."""

from requests import RequestException

SERVER_ERROR = 500


def is_unanswered(error):
    """Say whether nobody knows what a provider did with a request that failed.

    Core raises the same error for a refusal as for a connection that was lost, and
    keeps what it came from. A gateway that gives up knows no more than we do.

    :param Exception error: as the request raised it
    """
    while error and not isinstance(error, RequestException):
        error = error.__cause__ or error.__context__
    if error is None:
        return False
    # A response that is no success is false.
    response = error.response
    return response is None or response.status_code >= SERVER_ERROR
