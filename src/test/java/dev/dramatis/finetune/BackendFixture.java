package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.dramatis.http.Credential;
import dev.dramatis.http.FakeTime;
import dev.dramatis.http.HttpTransport;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.TransportSettings;
import dev.dramatis.model.Account;
import dev.dramatis.suite.Hyperparameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A local server that speaks as a provider does, and an interface to it. */
abstract class BackendFixture {
  static final String KEY = "sk-test-0123456789abcdef";
  static final String NAME = "dr4f00c0ffee12";
  static final byte[] EPISODES =
      """
      {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}
      {"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"é"}]}
      """
          .getBytes(StandardCharsets.UTF_8);
  static final Hyperparameters ALL =
      new Hyperparameters(
          OptionalInt.of(3),
          OptionalInt.of(8),
          OptionalDouble.of(2e-5),
          OptionalDouble.of(1.5),
          OptionalInt.of(16));

  private static final ObjectMapper JSON = new ObjectMapper();

  final WireMockServer server =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  final FakeTime time = new FakeTime();
  final Redactor redactor = new Redactor();
  final HttpTransport transport =
      new HttpTransport(TransportSettings.standard(16, 7), redactor, time, time, time);

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    transport.close();
    server.stop();
  }

  /** The interface of a provider at the local server. */
  final Api api(String provider, String path, String keyName) {
    return new Api(
        new Account(
            provider,
            server.baseUrl() + path,
            Optional.of(Credential.bearer(KEY)),
            Optional.of(keyName),
            provider),
        transport,
        redactor);
  }

  static JobRequest request(String base, String file, Hyperparameters hyperparameters) {
    return new JobRequest(NAME, base, file, 7, hyperparameters, Optional.of("suite, training, 1"));
  }

  final void answer(MappingBuilder request, String json) {
    answer(request, 200, json);
  }

  final void answer(MappingBuilder request, int status, String json) {
    server.stubFor(request.willReturn(json(status, json)));
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  /** Every request so far, the first first, as {@code POST /path?query}. */
  final List<String> sent() {
    return requests().stream()
        .map(request -> request.getMethod().value() + " " + request.getUrl())
        .toList();
  }

  final List<LoggedRequest> requests() {
    List<LoggedRequest> requests = new ArrayList<>();
    server
        .getAllServeEvents()
        .forEach(event -> requests.add(LoggedRequest.createFrom(event.getRequest())));
    Collections.reverse(requests);
    return requests;
  }

  final JsonNode lastBody() throws Exception {
    List<LoggedRequest> requests = requests();
    return JSON.readTree(requests.get(requests.size() - 1).getBodyAsString());
  }

  static JsonNode tree(String json) throws Exception {
    return JSON.readTree(json);
  }

  static <T> T done(Attempt<T> attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Done.class);
    return ((Attempt.Done<T>) attempt).value();
  }

  static String refused(Attempt<?> attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Refused.class);
    return ((Attempt.Refused<?>) attempt).reason();
  }

  static String unknown(Attempt<?> attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Unknown.class);
    return ((Attempt.Unknown<?>) attempt).reason();
  }

  static Attempt.Later<?> later(Attempt<?> attempt) {
    assertThat(attempt).isInstanceOf(Attempt.Later.class);
    return (Attempt.Later<?>) attempt;
  }
}
