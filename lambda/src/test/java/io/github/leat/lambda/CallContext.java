package io.github.leat.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;

/**
 * What a handler in this process is told of its call.
 *
 * @param time that is left; it does not run out
 */
record CallContext(Duration time) implements Context {
    @Override
    public int getRemainingTimeInMillis() {
        return (int) time.toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 128;
    }

    @Override
    public String getAwsRequestId() {
        return "request";
    }

    @Override
    public String getLogGroupName() {
        return "group";
    }

    @Override
    public String getLogStreamName() {
        return "stream";
    }

    @Override
    public String getFunctionName() {
        return "leat";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:us-east-1:000000000000:function:leat";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException("the handler does not ask");
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException("the handler does not ask");
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("the handler does not ask");
    }
}
