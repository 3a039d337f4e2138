package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A local server that speaks as a vendor does, and endpoints that ask it. */
abstract class VendorFixture extends EndpointFixture {
  static final ObjectMapper JSON = new ObjectMapper();

  abstract Endpoint endpoint();

  final CallResult hi() throws InterruptedException {
    return endpoint().ask(plain(Message.user("Hi")));
  }

  final Response answered(String body) throws InterruptedException {
    always(200, body);
    CallResult result = hi();
    assertThat(result).isInstanceOf(Response.class);
    return (Response) result;
  }

  final FailedCall failed(int status, String body) throws InterruptedException {
    always(status, body);
    return failed();
  }

  final FailedCall failed() throws InterruptedException {
    CallResult result = hi();
    assertThat(result).isInstanceOf(FailedCall.class);
    return (FailedCall) result;
  }

  final LoggedRequest lastRequest() {
    return LoggedRequest.createFrom(server.getAllServeEvents().get(0).getRequest());
  }

  final JsonNode sentBody() throws Exception {
    return JSON.readTree(lastRequest().getBodyAsString());
  }

  final void lookedUp(String path, ResponseDefinitionBuilder reply) {
    server.stubFor(any(anyUrl()).atPriority(9).willReturn(json(404, "{}")));
    server.stubFor(get(urlPathEqualTo(path)).willReturn(reply));
  }

  static ChatRequest sampled(Message... messages) {
    return new ChatRequest(
        List.of(messages),
        new Parameters(OptionalDouble.of(0), OptionalDouble.of(0.9), 77, List.of("END", "\n\n")),
        OptionalInt.of(5));
  }
}
