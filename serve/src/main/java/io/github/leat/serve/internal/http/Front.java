package io.github.leat.serve.internal.http;

import io.github.leat.serve.ServeOptions;
import io.github.leat.serve.catalog.Catalog;
import io.github.leat.serve.internal.api.Answer;
import io.github.leat.serve.internal.api.Api;
import io.github.leat.serve.internal.api.Problem;
import io.github.leat.serve.internal.api.ProblemException;
import io.github.leat.serve.internal.database.AnswerCache;
import io.github.leat.serve.internal.database.EncodedAnswer;
import io.github.leat.serve.internal.database.LiveCatalog;
import io.github.leat.serve.internal.database.QueryThreads;
import io.github.leat.serve.internal.database.ReadDatabase;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes requests. None waits on a thread of the server: what needs the database is done by the query threads, and what is known
 * or being made is answered when it is there. So a thousand readers of the same answers need a few threads. What was asked and
 * answered before is given by the thread that reads from the connections, without another.
 */
public final class Front extends Handler.Abstract {
    private static final int BUFFER = 32 << 10;

    /** Of the bytes for kept answers, the part that is for what was asked. */
    private static final int QUESTIONS_SHARE = 8;

    private final ServeOptions options;
    private final Api.Setting setting;
    private final ReadDatabase database;
    private final LiveCatalog catalog;
    private final QueryThreads threads;
    private final AnswerCache cache;
    private final KnownQuestions questions;
    private final Guard guard;
    private final PageFiles page = new PageFiles();

    /** All of it is closed by whoever made it. */
    public Front(
            ServeOptions options,
            Api.Setting setting,
            ReadDatabase database,
            LiveCatalog catalog,
            QueryThreads threads,
            AnswerCache cache) {
        super(InvocationType.NON_BLOCKING);
        this.options = options;
        this.setting = setting;
        this.database = database;
        this.catalog = catalog;
        this.threads = threads;
        this.cache = cache;
        this.questions = new KnownQuestions(options.limits().cacheBytes() / QUESTIONS_SHARE);
        this.guard = new Guard(options);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = new Reply(request, response, callback);
        try {
            route(request, reply);
        } catch (RuntimeException e) {
            reply.problem(Problems.of(e), e);
        }
        return true;
    }

    private void route(Request request, Reply reply) {
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            throw new ProblemException(Problem.of(405, "Only reading", "This server answers GET and HEAD alone."));
        }
        if (request.getHttpURI().getPathQuery().length() > options.limits().urlBytes()) {
            throw new ProblemException(Problem.of(
                    414,
                    "Address too long",
                    "The path with its parameters may have " + options.limits().urlBytes() + " bytes."));
        }
        guard.requireHost(request.getHeaders());
        List<String> path = segments(request.getHttpURI().getPath());
        if (!path.get(0).equals("api")) {
            file(path, request, reply);
            return;
        }
        guard.requireRight(request.getHeaders());
        CompletableFuture<Catalog> tables = catalog.get();
        if (tables.isDone() && !tables.isCompletedExceptionally()) {
            Optional<Answer> known =
                    questions.find(tables.join(), request.getHttpURI().getPathQuery(), accept(request));
            if (known.isPresent()) {
                give(known.get(), request, reply);
                return;
            }
        }
        // reading a question and writing what the catalog answers may take a while; this thread has all connections to
        // look after
        var unused = tables.whenCompleteAsync(
                (now, failure) -> {
                    if (failure != null) {
                        reply.problem(Problems.of(failure), failure);
                    } else {
                        guarded(reply, () -> give(ask(now, path, request), request, reply));
                    }
                },
                request.getComponents().getExecutor());
    }

    private static String accept(Request request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.ACCEPT)).orElse("");
    }

    private Answer ask(Catalog tables, List<String> path, Request request) {
        // besides the filters, each parameter once
        List<Map.Entry<String, String>> parameters = PercentText.parameters(
                request.getHttpURI().getQuery(), options.limits().filters() + 20);
        String accept = accept(request);
        Answer answer =
                new Api(setting, tables).answer(path, parameters, accept).orElseThrow(Front::nothingHere);
        questions.keep(tables, request.getHttpURI().getPathQuery(), accept, answer);
        return answer;
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : (path.startsWith("/") ? path.substring(1) : path).split("/", -1)) {
            segments.add(PercentText.decode(segment, false));
        }
        return segments;
    }

    private void file(List<String> path, Request request, Reply reply) {
        Optional<PageFiles.PageFile> file = path.size() == 1 ? page.find(path.get(0)) : Optional.empty();
        if (file.isEmpty() && path.equals(List.of(""))) {
            reply.redirect("/api/openapi.json");
            return;
        }
        PageFiles.PageFile found = file.orElseThrow(Front::nothingHere);
        reply.validators(found.etag(), Optional.empty());
        if (Conditions.hasIt(request.getHeaders(), found.etag(), Optional.empty())) {
            reply.unchanged();
            return;
        }
        reply.type(found.type());
        reply.bytes(found.bytes());
    }

    private static ProblemException nothingHere() {
        return new ProblemException(Problem.of(
                404, "Nothing here", "There is nothing at this path. GET /api/openapi.json says what there is."));
    }

    private void give(Answer answer, Request request, Reply reply) {
        String etag = "W/\"" + answer.version() + "\"";
        if (Conditions.hasIt(request.getHeaders(), etag, answer.updatedAt())) {
            reply.validators(etag, answer.updatedAt());
            reply.unchanged();
            return;
        }
        Runnable begin = () -> {
            reply.validators(etag, answer.updatedAt());
            reply.type(answer.type());
        };
        if (answer.body() instanceof Answer.Body.Ready ready) {
            begin.run();
            reply.bytes(ready.bytes());
        } else if (reply.isHead()) {
            begin.run();
            reply.headers();
        } else if (answer.body() instanceof Answer.Body.Kept kept) {
            kept(kept, begin, reply);
        } else if (answer.body() instanceof Answer.Body.Streamed streamed) {
            later(reply, () -> stream(streamed, begin, reply));
        }
    }

    private void kept(Answer.Body.Kept kept, Runnable begin, Reply reply) {
        AnswerCache.Place place = cache.take(kept.key());
        var unused = place.answer().whenComplete((bytes, failure) -> {
            if (failure != null) {
                reply.problem(Problems.of(failure), failure);
            } else {
                begin.run();
                reply.bytes(bytes);
            }
        });
        if (place.isMine() && !threads.offer(() -> make(kept))) {
            cache.failed(kept.key(), tooMany());
        }
    }

    private void make(Answer.Body.Kept kept) {
        try {
            cache.made(kept.key(), database.visit(visit -> {
                try {
                    return EncodedAnswer.of(kept.maker().make(visit));
                } catch (IOException e) {
                    throw new IllegalStateException("nothing is written to but memory", e);
                }
            }));
        } catch (RuntimeException | Error e) {
            forgetIfUnknown(e);
            cache.failed(kept.key(), e);
        }
    }

    private void stream(Answer.Body.Streamed streamed, Runnable begin, Reply reply) {
        begin.run();
        reply.chunked();
        // what fails before the first buffer is full can still be answered with a problem
        OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(reply.response()), BUFFER);
        try {
            database.visit(visit -> {
                try {
                    streamed.writer().write(visit, out);
                    return true;
                } catch (IOException e) {
                    throw new ClientGoneException(e);
                }
            });
            out.close();
            reply.succeeded();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        } catch (RuntimeException e) {
            forgetIfUnknown(e);
            throw e;
        }
    }

    /** A table that a query does not find, or finds otherwise, was changed by somebody else. */
    private void forgetIfUnknown(Throwable failure) {
        if (Problems.isUnforeseen(failure)) {
            catalog.forget();
        }
    }

    private void later(Reply reply, Runnable work) {
        if (!threads.offer(() -> guarded(reply, work))) {
            throw tooMany();
        }
    }

    private static ProblemException tooMany() {
        return new ProblemException(Problem.busy("Too many queries are running and waiting."));
    }

    private static void guarded(Reply reply, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            reply.problem(Problems.of(e), e);
        }
    }
}
