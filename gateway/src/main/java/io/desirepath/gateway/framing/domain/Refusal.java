package io.desirepath.gateway.framing.domain;

/** Why the bytes of a request are not taken for one. */
public enum Refusal {
    TOO_LONG("The request line and the header fields are too long"),
    LINE_END("Every line of the head must end with CRLF"),
    CONTROL_CHARACTER("The head has a control character in it"),
    REQUEST_LINE("The request line must be a method, a path that starts with '/', and HTTP/1.1"),
    FOLDED("A header field must be on one line"),
    HEADER_FIELD("A header field must be a name, directly followed by a colon, and a value"),
    HOST("There must be one Host header, with a host and perhaps a port"),
    CONTENT_LENGTH("There may be one Content-Length, with digits only"),
    TRANSFER_ENCODING("The only Transfer-Encoding is 'chunked', once, and with HTTP/1.1"),
    TWO_LENGTHS("Send either Content-Length or 'Transfer-Encoding: chunked'");

    private final String explanation;

    Refusal(String explanation) {
        this.explanation = explanation;
    }

    public String explanation() {
        return explanation;
    }
}
