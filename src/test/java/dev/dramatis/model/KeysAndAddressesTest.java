package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.suite.Message;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysAndAddressesTest extends EndpointFixture {
  private static final String COMPATIBLE_KEY = "compatible-key-987654";

  @Test
  void asksOpenAiItselfOnlyWithAKey() {
    variables.clear();

    assertThatThrownBy(() -> openAi())
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("openai/gpt-test needs a key: set OPENAI_API_KEY");
    variables.put("OPENAI_API_KEY", "  ");
    variables.put("OPENAI_BASE_URL", "https://API.openai.com:443/v1/");
    assertThatThrownBy(() -> openAi()).isInstanceOf(InvalidModelException.class);
    variables.put("OPENAI_API_KEY_1", KEY);
    assertThat(openAi().name()).isEqualTo(ModelName.parse("openai/gpt-test"));
  }

  @Test
  void takesTheNumberedKeyWhenThereIsNoPlainOne() throws Exception {
    variables.remove("OPENAI_API_KEY");
    variables.put("OPENAI_API_KEY_1", "sk-first-organisation");
    variables.put("OPENAI_API_KEY_2", "sk-second-organisation");

    assertThat(authorizationOf(openAi())).contains("Bearer sk-first-organisation");
  }

  @Test
  void takesTheKeyThatTheSettingsName() throws Exception {
    variables.put("OPENAI_API_KEY_2", " sk-second-organisation\n");
    var settings = new ModelSettings(Optional.empty(), Optional.of("OPENAI_API_KEY_2"), Map.of());

    Endpoint endpoint = endpoints().open(ModelName.parse("openai/gpt-test"), settings);

    assertThat(authorizationOf(endpoint)).contains("Bearer sk-second-organisation");
    assertThatThrownBy(
            () ->
                endpoints()
                    .open(
                        ModelName.parse("openai/gpt-test"),
                        new ModelSettings(Optional.empty(), Optional.of("NO_KEY"), Map.of())))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("NO_KEY is asked for and not set");
  }

  @Test
  void neverSendsOpenAisKeyToAnotherHost() throws Exception {
    variables.put("OPENAI_BASE_URL", "https://api.openai.com/v1");

    assertThat(authorizationOf(compatible(server.baseUrl() + "/v1"))).isEmpty();
  }

  @Test
  void neverSendsOpenAisKeyToAnotherPathOfItsHost() throws Exception {
    assertThat(authorizationOf(compatible(server.baseUrl() + "/other/v1"))).isEmpty();
  }

  @Test
  void sendsOpenAisKeyWhereOpenAisModelsAreAskedToo() throws Exception {
    assertThat(authorizationOf(compatible(server.baseUrl() + "/v1/"))).contains("Bearer " + KEY);
  }

  @Test
  void prefersTheKeyForCompatibleServers() throws Exception {
    variables.put("OPENAI_COMPATIBLE_API_KEY", COMPATIBLE_KEY);

    assertThat(authorizationOf(compatible(server.baseUrl() + "/v1")))
        .contains("Bearer " + COMPATIBLE_KEY);
  }

  @Test
  void sendsNoAuthorizationToALocalOpenAiServerWithoutAKey() throws Exception {
    variables.remove("OPENAI_API_KEY");

    assertThat(authorizationOf(openAi())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/v1//"})
  void toleratesSlashesAtTheEndOfAnAddress(String path) throws Exception {
    variables.put("OPENAI_BASE_URL", server.baseUrl() + path);
    always(200, HELLO);

    assertThat(ask()).isInstanceOf(Response.class);
    server.verify(1, postRequestedFor(urlEqualTo("/v1/chat/completions")));
  }

  @Test
  void takesTheAddressForCompatibleServersFromTheEnvironment() throws Exception {
    variables.put("OPENAI_COMPATIBLE_BASE_URL", server.baseUrl() + "/api/v1");
    always(200, HELLO);
    String name = "org/model:free@2024";

    Endpoint endpoint = endpoints().open(ModelName.parse("openai-compatible/" + name));
    CallResult result = endpoint.ask(plain(Message.user("Hi")));

    assertThat(((Response) result).requestedModel()).isEqualTo(name);
    server.verify(1, postRequestedFor(urlEqualTo("/api/v1/chat/completions")));
  }

  @Test
  void saysWhereToPutAnAddressThatIsMissing() {
    assertThatThrownBy(() -> endpoints().open(ModelName.parse("openai-compatible/m")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("write openai-compatible/m@http://localhost:8000/v1, or set")
        .hasMessageContaining("OPENAI_COMPATIBLE_BASE_URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000/v1",
        "ftp://localhost/v1",
        "http:///v1",
        "http://local host/v1",
        "https://u:s3cr3t-password@localhost/v1",
        "http://localhost/v1?key=s3cr3t-password"
      })
  void refusesAddressesThatCannotBeRight(String address) {
    variables.put("OPENAI_BASE_URL", address);

    assertThatThrownBy(() -> openAi())
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("OPENAI_BASE_URL")
        .hasMessageNotContaining("s3cr3t-password");
  }

  @Test
  void refusesAKeyThatCannotStandInAHeaderWithoutShowingIt() {
    variables.put("OPENAI_API_KEY", "sk-geheim-\u00fc\u00fc\u00fc");

    assertThatThrownBy(() -> openAi())
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("the value of OPENAI_API_KEY is no key")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void registersTheKeyBeforeTheFirstCall() {
    assertThat(openAi()).isNotNull();

    assertThat(redactor.redact("key " + KEY)).doesNotContain(KEY);
  }

  @Test
  void doesNotOpenSimulatedModels() {
    assertThatThrownBy(() -> endpoints().open(ModelName.parse("simulated/psm")))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining("simulated/psm is not reached over a network");
  }

  @Test
  void sendsEachProvidersFieldForTheMostTokensUnlessToldOtherwise() throws Exception {
    always(200, HELLO);
    var older = new ModelSettings(Optional.of(TokensField.MAX_TOKENS), Optional.empty(), Map.of());

    assertThat(bodyOf(openAi())).contains("max_completion_tokens").doesNotContain("max_tokens");
    assertThat(bodyOf(compatible(server.baseUrl() + "/v1")))
        .contains("max_tokens")
        .doesNotContain("max_completion_tokens");
    assertThat(bodyOf(endpoints().open(ModelName.parse("openai/gpt-test"), older)))
        .contains("max_tokens")
        .doesNotContain("max_completion_tokens");
  }

  private Endpoint compatible(String url) {
    return endpoints().open(ModelName.parse("openai-compatible/m@" + url));
  }

  private static String bodyOf(Endpoint endpoint) throws InterruptedException {
    return ((Response) endpoint.ask(plain(Message.user("Hi")))).requestBody();
  }

  /** What a request of either kind carried, sent through LangChain4j or directly. */
  private Optional<String> authorizationOf(Endpoint endpoint) throws InterruptedException {
    always(200, HELLO);
    endpoint.ask(plain(Message.user("Hi")));
    endpoint.ask(plain(Message.system(""), Message.user("Hi")));
    var requests = server.findAll(postRequestedFor(anyUrl()));
    assertThat(requests).hasSize(2);
    var sent = requests.get(0).header("Authorization");
    if (!sent.isPresent()) {
      assertThat(requests.get(1).header("Authorization").isPresent()).isFalse();
      return Optional.empty();
    }
    server.verify(
        2, postRequestedFor(anyUrl()).withHeader("Authorization", equalTo(sent.firstValue())));
    return Optional.of(sent.firstValue());
  }
}
