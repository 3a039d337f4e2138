package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The day is 2026-11-24. */
class PreflightTest extends EndpointFixture {
  private static final String LIST =
      "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4.1\"},{\"id\":\"gpt-4.1-mini\"},"
          + "{\"id\":\"text-embedding-3-small\"}]}";
  private static final String NO_MODEL =
      "{\"error\":{\"code\":\"model_not_found\",\"message\":\"no such model\"}}";

  @Test
  void findsAModelOnItsOwnPage() throws Exception {
    serves("/v1/models/gpt-test", 200, "{\"id\":\"gpt-test\",\"owned_by\":\"openai\"}");

    Preflight.Ready ready = (Preflight.Ready) openAi().preflight();

    assertThat(ready.details())
        .isEqualTo("gpt-test, owned by openai, with the key in OPENAI_API_KEY");
    assertThat(ready.retires()).isEmpty();
    assertThat(sent()).isEqualTo(1);
    server.verify(
        getRequestedFor(urlEqualTo("/v1/models/gpt-test"))
            .withHeader("Authorization", equalTo("Bearer " + KEY)));
  }

  @Test
  void looksUpAModelOfTheOtherApiAndAFineTunedOneAlike() throws Exception {
    String tuned = "ft:gpt-4.1-mini-2025-04-14:org:narrow:Ab1";
    for (String model : new String[] {"gpt-5-pro", tuned}) {
      serves("/v1/models/" + model, 200, "{\"id\":\"" + model + "\"}");
      assertThat(preflight("openai/" + model)).isInstanceOf(Preflight.Ready.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shutdown_date\":\"2027-01-14\" | 2027-01-14",
        "\"shutdown_date\":\"2027-01-14T00:00:00Z\" | 2027-01-14",
        "\"shutdown_date\":1799884800 | 2027-01-14",
        "\"expiration_date\":\"2027-01-14\" | 2027-01-14",
        "\"shutdown_date\":\"2026-11-24\" | 2026-11-24",
        "\"shutdown_date\":null | ''",
        "\"shutdown_date\":\"\" | ''",
        "\"shutdown_date\":\"soon enough\" | ''",
        "\"shutdown_date\":\"2027-99-99\" | ''",
        "\"shutdown_date\":{} | ''",
        "\"active\":true | ''"
      })
  void saysUntilWhenAModelCanBeAsked(String field, String day) throws Exception {
    serves("/v1/models/gpt-test", 200, "{\"id\":\"gpt-test\"," + field + "}");

    Preflight.Ready ready = (Preflight.Ready) openAi().preflight();

    assertThat(ready.retires())
        .isEqualTo(day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"shutdown_date\":\"2026-11-23\" | was shut down on 2026-11-23",
        "\"shutdown_date\":1760000000 | was shut down on 2025-10-09",
        "\"active\":false | is no longer served",
        "\"archived\":true | is no longer served"
      })
  void saysThatAModelIsRetired(String field, String reason) throws Exception {
    serves("/v1/models/gpt-test", 200, "{\"id\":\"gpt-test\"," + field + "}");

    assertThat(impossible("openai/gpt-test")).contains("gpt-test " + reason, "name another model");
  }

  @Test
  void fallsBackToTheListAndNamesSimilarModels() throws Exception {
    serves("/v1/models/gpt-41-mini", 404, NO_MODEL);
    serves("/v1/models", 200, LIST);

    assertThat(impossible("openai/gpt-41-mini"))
        .contains("has no model \"gpt-41-mini\" for the key in OPENAI_API_KEY")
        .contains("Did you mean gpt-4.1-mini");
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void countsTheModelsWhenNoneIsSimilar() throws Exception {
    serves("/v1/models", 200, LIST);

    assertThat(impossible("openai/zzz")).contains("It has 3 models.").doesNotContain("Did you");
  }

  @Test
  void findsAModelInTheListOfAServerWithoutPages() throws Exception {
    serves("/v1/models/gpt-4.1", 404, "{\"detail\":\"Not Found\"}");
    serves("/v1/models", 200, LIST);

    assertThat(preflight("openai/gpt-4.1")).isInstanceOf(Preflight.Ready.class);
  }

  @Test
  void readsABareList() throws Exception {
    variables.put("TOGETHER_BASE_URL", server.baseUrl() + "/v1");
    serves("/v1/models", 200, "[{\"id\":\"meta-llama/Llama-3-8b\"},{\"name\":\"odd\"},7]");

    assertThat(preflight("together/meta-llama/Llama-3-8b")).isInstanceOf(Preflight.Ready.class);
    assertThat(impossible("together/meta-llama/Llama-3-80b")).contains("meta-llama/Llama-3-8b");
    server.verify(0, getRequestedFor(urlEqualTo("/v1/models/meta-llama/Llama-3-8b")));
  }

  @ParameterizedTest
  @CsvSource({
    "401, invalid_api_key",
    "401, ''",
    "400, invalid_api_key",
    "403, authentication_error"
  })
  void saysThatAKeyIsNotTaken(int status, String code) throws Exception {
    all(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"bad key " + KEY + "\"}}");

    assertThat(impossible("openai/gpt-test"))
        .contains("refuses the key", "bad key", "Check the key in OPENAI_API_KEY")
        .doesNotContain(KEY.substring(0, 8));
    assertThat(sent()).isEqualTo(1);
  }

  @Test
  void saysWhichKeyAServerWantsThatWasSentNone() throws Exception {
    variables.remove("OPENAI_API_KEY");
    all(401, "{\"detail\":\"Unauthorized\"}");

    assertThat(impossible("openai-compatible/m@" + server.baseUrl() + "/v1"))
        .contains("Set OPENAI_COMPATIBLE_API_KEY");
  }

  @Test
  void saysThatAServerCannotBeReached() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    variables.put("OLLAMA_BASE_URL", "http://127.0.0.1:" + port + "/v1");

    assertThat(impossible("ollama/m"))
        .contains("cannot be reached", "start the server", "OLLAMA_BASE_URL", "2 attempts");
  }

  @Test
  void saysThatPlainHttpIsNotUsed() throws Exception {
    assertThat(impossible("openai-compatible/m@http://elsewhere.example/v1"))
        .contains("in the clear");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405, 400, 403, 429, 500, 501, 503, 529, 307})
  void doesNotKnowWhereTheServerDoesNotSay(int status) throws Exception {
    all(status, "{\"error\":{\"message\":\"Loading model\"}}");

    assertThat(preflight("openai-compatible/m@" + server.baseUrl() + "/v1"))
        .isInstanceOf(Preflight.Unknown.class);
    assertThat(sent()).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html></html>",
        "{}",
        "[]",
        "{\"data\":[]}",
        "{\"data\":null}",
        "\"ok\"",
        "{\"data\":[{\"id\":null}]}",
        "{\"error\":\"Unexpected endpoint\"}",
        "{\"id\":7}"
      })
  void doesNotKnowWhereTheListIsNone(String body) throws Exception {
    all(200, body);

    assertThat(preflight("openai-compatible/m@" + server.baseUrl() + "/v1"))
        .isInstanceOf(Preflight.Unknown.class);
  }

  @Test
  void doesNotKnowWhileAServerLoadsItsModel() throws Exception {
    all(503, "{\"error\":{\"code\":503,\"message\":\"Loading model\"}}");

    assertThat(preflight("openai-compatible/m@" + server.baseUrl() + "/v1"))
        .isInstanceOfSatisfying(
            Preflight.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("Loading model"));
    assertThat(sent()).isEqualTo(2);
    assertThat(time.slept()).allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0);
  }

  @Test
  void triesABrokenConnectionOnceMore() throws Exception {
    server.stubFor(get(anyUrl()).willReturn(json(200, LIST).withFault(Fault.EMPTY_RESPONSE)));

    assertThat(impossible("openai/gpt-test")).contains("2 attempts");
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void doesNotWaitLongForASlowServer() throws Exception {
    server.stubFor(get(anyUrl()).willReturn(json(200, LIST).withFixedDelay(20_000)));
    long start = System.nanoTime();

    assertThat(preflight("openai/gpt-test")).isInstanceOf(Preflight.Unknown.class);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void doesNotWaitAsLongAsABusyServerAsks() throws Exception {
    server.stubFor(get(anyUrl()).willReturn(json(429, "{}").withHeader("Retry-After", "60")));

    assertThat(preflight("openai/gpt-test")).isInstanceOf(Preflight.Unknown.class);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void knowsThatLlamaCppAnswersToAnyName() throws Exception {
    serves(
        "/v1/models", 200, "{\"data\":[{\"id\":\"/models/qwen.gguf\",\"owned_by\":\"llamacpp\"}]}");

    assertThat(preflight("openai-compatible/qwen@" + server.baseUrl() + "/v1"))
        .isInstanceOfSatisfying(
            Preflight.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("/models/qwen.gguf"));
  }

  @Test
  void findsOllamasModelWithoutItsTagAndSaysHowToFetchOne() throws Exception {
    variables.put("OLLAMA_BASE_URL", server.baseUrl() + "/v1");
    serves("/v1/models", 200, "{\"data\":[{\"id\":\"llama3.2:latest\"}]}");

    assertThat(preflight("ollama/llama3.2")).isInstanceOf(Preflight.Ready.class);
    assertThat(impossible("ollama/mistral:7b")).contains("ollama pull mistral:7b");
  }

  @Test
  void doesNotTakeAzuresModelsForDeployments() throws Exception {
    variables.put("AZURE_OPENAI_ENDPOINT", server.baseUrl());
    variables.put("AZURE_OPENAI_API_KEY", "azure-key-0123");
    serves("/openai/v1/models", 200, LIST);

    assertThat(preflight("azure/gpt-4.1"))
        .isInstanceOfSatisfying(
            Preflight.Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("deployments"));
    all(401, "{\"error\":{\"code\":\"401\",\"message\":\"Access denied\"}}");
    assertThat(impossible("azure/gpt-4.1")).contains("Check the key in AZURE_OPENAI_API_KEY");
  }

  @ParameterizedTest
  @CsvSource({
    "qwen/qwen3-8b, true",
    "qwen/qwen3-8b:nitro, true",
    "qwen/qwen3-8b:free, true",
    "qwen/qwen3-8b-04-28, true",
    "qwen/qwen3-80b, false",
    "qwen/qwen3, false"
  })
  void findsARoutersModelsAndTheirVariants(String name, boolean there) throws Exception {
    openRouter("{\"data\":{\"limit_remaining\":null}}", 200);
    serves(
        "/v1/models",
        200,
        "{\"data\":[{\"id\":\"qwen/qwen3-8b\",\"canonical_slug\":\"qwen/qwen3-8b-04-28\"}]}");

    assertThat(preflight("openrouter/" + name))
        .isInstanceOf(there ? Preflight.Ready.class : Preflight.Impossible.class);
  }

  @Test
  void doesNotKnowWhereTheListGoesOn() throws Exception {
    openRouter("{}", 200);
    serves(
        "/v1/models",
        200,
        "{\"data\":[{\"id\":\"a/b\"}],\"links\":{\"next\":\"/api/v1/models?offset=500\"}}");

    assertThat(preflight("openrouter/c/d")).isInstanceOf(Preflight.Unknown.class);
  }

  @Test
  void looksAtARoutersKeySinceItsListIsOpenToAll() throws Exception {
    serves("/v1/models", 200, "{\"data\":[{\"id\":\"a/b\"}]}");
    openRouter("{\"error\":{\"code\":401,\"message\":\"User not found.\"}}", 401);
    assertThat(impossible("openrouter/a/b")).contains("Check the key in OPENROUTER_API_KEY");
    openRouter("{\"data\":{\"limit_remaining\":0}}", 200);
    assertThat(impossible("openrouter/a/b")).contains("OPENROUTER_API_KEY is used up");
    openRouter("{\"error\":\"odd\"}", 404);
    assertThat(preflight("openrouter/a/b")).isInstanceOf(Preflight.Ready.class);
  }

  @Test
  void tellsTheDayOfADeprecation() throws Exception {
    variables.put("MISTRAL_BASE_URL", server.baseUrl() + "/v1");
    serves("/v1/models/m", 200, "{\"id\":\"m\",\"deprecation\":\"2026-12-31T12:00:00Z\"}");

    assertThat(((Preflight.Ready) preflight("mistral/m")).details())
        .contains("deprecated as of 2026-12-31");
  }

  private void openRouter(String key, int status) {
    variables.put("OPENROUTER_BASE_URL", server.baseUrl() + "/v1");
    variables.put("OPENROUTER_API_KEY", "router-key-0123");
    serves("/v1/key", status, key);
  }

  private void serves(String path, int status, String body) {
    server.stubFor(get(urlEqualTo(path)).willReturn(json(status, body)));
  }

  private void all(int status, String body) {
    server.stubFor(get(anyUrl()).willReturn(json(status, body)));
  }

  private Preflight preflight(String model) throws InterruptedException {
    return endpoints().open(ModelName.parse(model)).preflight();
  }

  private String impossible(String model) throws InterruptedException {
    Preflight found = preflight(model);
    assertThat(found).isInstanceOf(Preflight.Impossible.class);
    return ((Preflight.Impossible) found).reason();
  }
}
