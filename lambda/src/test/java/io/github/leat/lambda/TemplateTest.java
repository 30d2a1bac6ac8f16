package io.github.leat.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That the template is what docs/lambda.md says. */
class TemplateTest {
    private static final String BUCKET = "leat-${AWS::StackName}-${AWS::AccountId}-${AWS::Region}";

    private final Template template;

    TemplateTest() throws Exception {
        template = Template.read();
    }

    @Test
    void aQueueStandsBetweenTheBucketAndTheFunction() {
        Object notification = template.property("Bucket", "NotificationConfiguration");
        assertThat(Template.map(notification)).containsOnlyKeys("QueueConfigurations");
        assertThat(template.property("Bucket", "NotificationConfiguration", "QueueConfigurations", 0, "Queue"))
                .isEqualTo(attribute("Queue.Arn"));
        Map<String, Object> events = Template.map(template.property("Function", "Events"));
        assertThat(events).containsOnlyKeys("Uploads");
        Map<String, Object> uploads = Template.map(events.get("Uploads"));
        assertThat(uploads).containsEntry("Type", "SQS");
        assertThat(Template.map(uploads.get("Properties")))
                .containsEntry("Queue", attribute("Queue.Arn"))
                .containsEntry("BatchSize", 1)
                .containsEntry("FunctionResponseTypes", List.of("ReportBatchItemFailures"))
                .containsEntry("ScalingConfig", Map.of("MaximumConcurrency", ref("Connections")));
        assertThat(parameter("Connections", "MinValue"))
                .as("the least that AWS takes")
                .isEqualTo(2);
        assertThat(template.property("Function", "RecursiveLoop")).isEqualTo("Allow");
    }

    @Test
    void messagesAreGivenAgainOftenEnoughAndThenKept() {
        assertThat(template.property("Function", "Timeout")).isEqualTo(ref("Timeout"));
        int longest = parameter("Timeout", "MaxValue");
        assertThat(parameter("Timeout", "Default")).isLessThanOrEqualTo(longest);
        assertThat((int) template.property("Queue", "VisibilityTimeout")).isGreaterThanOrEqualTo(6 * longest);
        assertThat(template.property("Queue", "RedrivePolicy"))
                .isEqualTo(Map.of("deadLetterTargetArn", attribute("DeadLetterQueue.Arn"), "maxReceiveCount", 10));
        int fourteenDays = 14 * 24 * 60 * 60;
        assertThat(template.property("Queue", "MessageRetentionPeriod")).isEqualTo(fourteenDays);
        assertThat(template.property("DeadLetterQueue", "MessageRetentionPeriod"))
                .isEqualTo(fourteenDays);
    }

    @Test
    void theFunctionReachesStoreQueueAndDatabaseFromItsNetwork() {
        assertThat(template.property("Function", "VpcConfig", "SubnetIds")).isEqualTo(ref("SubnetIds"));
        assertThat(template.property("S3Endpoint", "VpcEndpointType")).isEqualTo("Gateway");
        assertThat(template.property("S3Endpoint", "ServiceName")).isEqualTo(sub("com.amazonaws.${AWS::Region}.s3"));
        assertThat(template.property("S3Endpoint", "RouteTableIds")).isEqualTo(ref("RouteTableIds"));
        assertThat(template.property("QueueEndpoint", "VpcEndpointType")).isEqualTo("Interface");
        assertThat(template.property("QueueEndpoint", "ServiceName"))
                .isEqualTo(sub("com.amazonaws.${AWS::Region}.sqs"));
        assertThat(template.property("QueueEndpoint", "PrivateDnsEnabled")).isEqualTo(true);
        assertThat(template.property("EndpointSecurityGroup", "SecurityGroupIngress", 0, "SourceSecurityGroupId"))
                .isEqualTo(ref("FunctionSecurityGroup"));
        assertThat(template.property("FunctionSecurityGroup", "SecurityGroupEgress"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
        assertThat(template.property("FunctionSecurityGroup", "SecurityGroupEgress", 1, "DestinationSecurityGroupId"))
                .isEqualTo(template.property("DatabaseIngress", "GroupId"));
        assertThat(template.property("DatabaseIngress", "SourceSecurityGroupId"))
                .isEqualTo(ref("FunctionSecurityGroup"));
    }

    /** Each right by name: a new one has to be entered here too. */
    @Test
    void theFunctionMayDoNothingElse() {
        List<?> policies = (List<?>) template.property("Function", "Policies");
        assertThat(policies.get(0)).isEqualTo("AWSLambdaVPCAccessExecutionRole");
        assertThat(policies).hasSize(2);
        List<String> rights = new ArrayList<>();
        for (Object statement : (List<?>) template.property("Function", "Policies", 1, "Statement")) {
            Map<String, Object> fields = Template.map(statement);
            assertThat(fields).containsOnlyKeys("Effect", "Action", "Resource").containsEntry("Effect", "Allow");
            for (Object action : list(fields.get("Action"))) {
                for (Object resource : list(fields.get("Resource"))) {
                    rights.add(action + " "
                            + Template.map(resource).values().iterator().next());
                }
            }
        }
        assertThat(rights)
                .containsExactlyInAnyOrder(
                        "s3:GetObject ${Bucket.Arn}/in/*",
                        "s3:GetObjectVersion ${Bucket.Arn}/in/*",
                        "s3:PutObject ${Bucket.Arn}/rejects/*",
                        "s3:ListBucket Bucket.Arn",
                        "sqs:SendMessage Queue.Arn",
                        "sqs:SendMessage DeadLetterQueue.Arn");
    }

    @Test
    void onlyThisBucketMaySendToTheQueue() {
        assertThat(template.property("Bucket", "BucketName")).isEqualTo(sub(BUCKET));
        assertThat(template.property("QueuePolicy", "PolicyDocument", "Statement"))
                .isEqualTo(List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Principal",
                        Map.of("Service", "s3.amazonaws.com"),
                        "Action",
                        "sqs:SendMessage",
                        "Resource",
                        attribute("Queue.Arn"),
                        "Condition",
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", ref("AWS::AccountId")),
                                "ArnLike",
                                Map.of("aws:SourceArn", sub("arn:${AWS::Partition}:s3:::" + BUCKET))))));
    }

    @Test
    void alarmsTellOfDeadLettersBacklogAndErrors() {
        assertAlarm("DeadLetterAlarm", "ApproximateNumberOfMessagesVisible", attribute("DeadLetterQueue.QueueName"), 0);
        assertAlarm("BacklogAlarm", "ApproximateAgeOfOldestMessage", attribute("Queue.QueueName"), 6 * 60 * 60);
        assertAlarm("ErrorAlarm", "Errors", ref("Function"), 0);
    }

    private void assertAlarm(String name, String metric, Object dimension, int threshold) {
        assertThat(template.property(name, "MetricName")).isEqualTo(metric);
        assertThat(template.property(name, "Dimensions", 0, "Value")).isEqualTo(dimension);
        assertThat(template.property(name, "Threshold")).isEqualTo(threshold);
        assertThat(template.property(name, "ComparisonOperator")).isEqualTo("GreaterThanThreshold");
        assertThat(template.property(name, "AlarmActions").toString()).contains("AlarmTopicArn");
    }

    /** The tests of memory run with these options; what is set here is what is written there. */
    @Test
    void theFunctionRunsAsTheTestsRunIt() throws Exception {
        assertThat(template.javaOptions())
                .isEqualTo(FunctionProcess.javaOptions())
                .contains("-Xmx24m", "-Xms24m", "-Xss256k", "-XX:MaxMetaspaceSize=56m", "-XX:ReservedCodeCacheSize=12m")
                .allMatch(option -> option.matches("-X\\S+"));
        assertThat(parameter("MemorySize", "Default")).isEqualTo(128);
        assertThat(template.property("Function", "Handler"))
                .isEqualTo(FunctionProcess.HANDLER)
                .isEqualTo(S3LoadHandler.class.getName() + "::"
                        + S3LoadHandler.class
                                .getMethod("handleRequest", InputStream.class, OutputStream.class, Context.class)
                                .getName());
    }

    @Test
    void itsVariablesAreThoseOfTheDocs() throws Exception {
        String docs = Files.readString(Path.of("../docs/lambda.md"));
        Map<String, Object> variables = Template.map(template.property("Function", "Environment", "Variables"));
        assertThat(variables).containsKeys("LEAT_TARGET", "LEAT_TABLE", "LEAT_QUEUE_URL", "LEAT_DEAD_LETTER_QUEUE_URL");
        assertThat(variables.keySet().stream().filter(name -> !name.equals("JAVA_TOOL_OPTIONS")))
                .allSatisfy(name -> assertThat(docs).contains("`" + name + "`"));
        assertThat(variables).containsEntry("LEAT_REJECTS", sub("s3://" + BUCKET + "/rejects/"));
    }

    @Test
    void theTutorialNamesWhatItAsksForAndAnswers() throws Exception {
        String tutorial = Files.readString(Path.of("../docs/tutorial-lambda.md"));
        assertThat(template.part("Parameters").keySet())
                .allSatisfy(name -> assertThat(tutorial).contains("`" + name + "`"));
        for (String output : List.of("Bucket", "Queue", "DeadLetterQueue")) {
            assertThat(template.part("Outputs")).containsKey(output);
            assertThat(tutorial).contains("`" + output + "`");
        }
    }

    /** By AWS's own checker of templates, on machines that have it. */
    @Test
    void theCheckerOfTemplatesFindsNothing() throws Exception {
        boolean present = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "cfn-lint")));
        assumeTrue(present, "Skipped: there is no cfn-lint here; install it (pip install cfn-lint).");
        Process process = new ProcessBuilder("cfn-lint", "-t", Template.FILE.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words).isZero();
    }

    private int parameter(String name, String field) {
        return Template.map(template.part("Parameters").get(name)).get(field) instanceof Integer number ? number : -1;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of(Objects.requireNonNull(value));
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("!Ref", name);
    }

    private static Map<String, Object> sub(String text) {
        return Map.of("!Sub", text);
    }

    private static Map<String, Object> attribute(String name) {
        return Map.of("!GetAtt", name);
    }
}
