package io.github.leat.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.leat.aws.ServiceCall;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** What a dry run shows of calls. */
final class ServiceCalls {
    private ServiceCalls() {}

    static void print(List<ServiceCall> calls, PrintStream out) {
        for (ServiceCall call : calls) {
            out.println(call.action());
            call.parameters().forEach((name, value) -> out.println("  " + name + " = " + value));
        }
    }

    static void write(List<ServiceCall> calls, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("calls");
        for (ServiceCall call : calls) {
            json.writeStartObject();
            json.writeStringField("action", call.action());
            json.writeObjectFieldStart("parameters");
            for (Map.Entry<String, String> parameter : call.parameters().entrySet()) {
                json.writeStringField(parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
