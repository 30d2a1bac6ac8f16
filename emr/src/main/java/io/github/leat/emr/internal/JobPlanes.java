package io.github.leat.emr.internal;

import io.github.leat.aws.Caller;
import io.github.leat.aws.Clients;
import io.github.leat.core.rate.Ticker;
import io.github.leat.emr.EmrException;
import io.github.leat.emr.EmrException.Reason;
import io.github.leat.emr.EmrPlace;
import java.net.URI;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.emrserverless.EmrServerlessClient;

/** Opens the client of the service that a place is of; that of the other is not even loaded. */
public final class JobPlanes {
    private JobPlanes() {}

    /**
     * The plane of a place.
     *
     * @throws EmrException if no region is set
     */
    public static JobPlane open(
            EmrPlace place, Optional<Region> region, Optional<URI> endpoint, Ticker ticker, RandomGenerator random) {
        Caller caller = new Caller(ticker, random, Failures::of);
        try {
            if (place instanceof EmrPlace.Application application) {
                return new ServerlessPlane(
                        Clients.configured(EmrServerlessClient.builder(), region, endpoint)
                                .build(),
                        caller,
                        application);
            }
            return new StepPlane(
                    Clients.configured(EmrClient.builder(), region, endpoint).build(), caller, (EmrPlace.Cluster)
                            place);
        } catch (SdkException e) {
            throw new EmrException(
                    Reason.UNREACHABLE,
                    "The region of " + place.described() + " is not known. Name it with --region or AWS_REGION.",
                    e);
        }
    }
}
