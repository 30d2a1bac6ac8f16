package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That all names in the template are of something that it has. */
class TemplateReferencesTest {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final Set<String> OF_AWS =
            Set.of("AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackName");

    private final Template template;
    private final List<String> names = new ArrayList<>();
    private final List<String> resources = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    TemplateReferencesTest() throws Exception {
        template = Template.read();
        collect(template.root());
    }

    private void collect(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, argument) -> {
                function(key.toString(), argument);
                collect(argument);
            });
        } else if (value instanceof List<?> list) {
            list.forEach(this::collect);
        }
    }

    private void function(String name, Object argument) {
        switch (name) {
            case "!Ref" -> names.add(argument.toString());
            case "!GetAtt" -> resources.add(resource(argument.toString()));
            case "!Sub" -> {
                Matcher matcher = IN_TEXT.matcher(argument.toString());
                while (matcher.find()) {
                    (matcher.group(1).contains(".") ? resources : names).add(resource(matcher.group(1)));
                }
            }
            case "!If" -> conditions.add(((List<?>) argument).get(0).toString());
            case "DependsOn" -> resources.add(argument.toString());
            case "Condition" -> {
                if (argument instanceof String text) {
                    conditions.add(text);
                }
            }
            default -> {
                // no name of something else
            }
        }
    }

    private static String resource(String text) {
        return text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    }

    @Test
    void eachNameIsOfSomethingThatIsThere() {
        assertThat(template.part("Resources").keySet()).containsAll(resources);
        assertThat(resources).contains("QueuePolicy", "Bucket", "DeadLetterQueue", "Proxy");
        Set<String> known = new HashSet<>(OF_AWS);
        known.addAll(template.part("Parameters").keySet());
        known.addAll(template.part("Resources").keySet());
        assertThat(known).containsAll(names);
        assertThat(template.part("Conditions").keySet()).containsAll(conditions);
    }

    @Test
    void eachParameterAndConditionIsUsed() {
        assertThat(names).containsAll(template.part("Parameters").keySet());
        assertThat(conditions).containsAll(template.part("Conditions").keySet());
    }
}
