package io.github.leat.spark.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.leat.core.PermanentSinkException;
import java.io.IOException;
import java.util.Properties;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** User and password as AWS Secrets Manager keeps them: as JSON with {@code username} and {@code password}, or the password alone. */
final class StoredLogin {
    private StoredLogin() {}

    /**
     * Reads a secret, by the role of the job.
     *
     * @param secret its name or ARN
     * @param userKnown whether the user is known already, so that the secret's does not count
     */
    static Properties read(String secret, boolean userKnown) {
        SecretsManagerClientBuilder builder =
                SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        if (secret.startsWith("arn:")) {
            Arn.fromString(secret).region().map(Region::of).ifPresent(builder::region);
        }
        try (SecretsManagerClient client = builder.build()) {
            String text =
                    client.getSecretValue(request -> request.secretId(secret)).secretString();
            return login(secret, text == null ? "" : text, userKnown);
        } catch (SdkException e) {
            throw new PermanentSinkException(
                    "The secret " + secret + " cannot be read: " + e.getMessage()
                            + ". Check its name and region, and let the role of the job call secretsmanager:GetSecretValue on it.",
                    e);
        }
    }

    /** @throws PermanentSinkException if there is no password in it; the message does not repeat it */
    static Properties login(String secret, String text, boolean userKnown) {
        Properties login = new Properties();
        if (!text.strip().startsWith("{")) {
            login.setProperty("password", text);
        } else {
            try (JsonParser json = new JsonFactory().createParser(text)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("password") || (name.equals("username") && !userKnown)) {
                        login.setProperty(name.equals("password") ? name : "user", json.getText());
                    }
                    json.skipChildren();
                }
            } catch (IOException e) {
                login.clear(); // the parser's message would repeat what it met
            }
        }
        if (login.getProperty("password", "").isEmpty()) {
            throw new PermanentSinkException("The secret " + secret + " holds no password."
                    + " Let it be the password, or JSON with \"username\" and \"password\".");
        }
        return login;
    }
}
