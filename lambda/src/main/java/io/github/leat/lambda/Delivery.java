package io.github.leat.lambda;

import java.util.List;
import java.util.Optional;

/**
 * One message that the function was called with.
 *
 * @param messageId the queue's id of it; empty where it did not come through a queue
 * @param body as it came
 * @param events the objects that it tells of; none for test events and removals
 * @param problem why it was not understood
 */
record Delivery(Optional<String> messageId, String body, List<ObjectEvent> events, Optional<String> problem) {}
