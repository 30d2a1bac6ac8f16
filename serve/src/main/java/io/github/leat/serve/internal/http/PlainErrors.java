package io.github.leat.serve.internal.http;

import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.api.ProblemException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, in the form of all other problems, and without its words. */
public final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem = of(response.getStatus());
        new Reply(request, response, callback).problem(problem, new ProblemException(problem));
        return true;
    }

    private static Problem of(int status) {
        return switch (status) {
            case 414 -> Problem.of(414, "Address too long", "The path with its parameters is too long.");
            case 431 -> Problem.of(431, "Headers too long", "The headers of the request are too long.");
            case 404 -> Problem.of(404, "Nothing here", "There is nothing at this path.");
            default ->
                status >= 400 && status < 500
                        ? Problem.of(status, "Bad request", "The request is not one of HTTP as it should be.")
                        : new Problem(
                                status < 500 ? 500 : status,
                                "Internal error",
                                "Something failed here; the log of the server says what.",
                                Optional.empty());
        };
    }
}
