package io.github.leat.testkit.control;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The Query protocol: a form comes, XML goes (Smithy, "AWS Query protocol", read 2026-11-27). */
final class QueryProtocol {
    private static final String NAMESPACE = "http://redshift.amazonaws.com/doc/2012-12-01/";

    private QueryProtocol() {}

    static Params parse(String body) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return new Params(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String answer(String operation, Map<String, ?> result) {
        StringBuilder xml = new StringBuilder();
        xml.append('<')
                .append(operation)
                .append("Response xmlns=\"")
                .append(NAMESPACE)
                .append("\">");
        element(xml, operation + "Result", result);
        xml.append("<ResponseMetadata><RequestId>stub</RequestId></ResponseMetadata></")
                .append(operation)
                .append("Response>");
        return xml.toString();
    }

    static String error(ServiceError e) {
        StringBuilder xml = new StringBuilder("<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type>");
        element(xml, "Code", e.code());
        element(xml, "Message", e.said());
        return xml.append("</Error><RequestId>stub</RequestId></ErrorResponse>").toString();
    }

    private static void element(StringBuilder xml, String name, Object value) {
        xml.append('<').append(name).append('>');
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> element(xml, String.valueOf(key), item));
        } else if (value instanceof Items list) {
            list.items().forEach(item -> element(xml, list.member(), item));
        } else {
            xml.append(
                    value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        xml.append("</").append(name).append('>');
    }
}
