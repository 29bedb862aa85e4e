package io.desirepath.service.page;

/** A token that the list did not give. The client's mistake, wherever it is found out: before the call or within. */
public final class InvalidPageTokenException extends IllegalArgumentException {

    InvalidPageTokenException() {
        super("pageToken: must be a nextPageToken of this list");
    }
}
