package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.finetune.Backend.Deployment;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TogetherEndpointsTest extends BackendFixture {
  private static final String ENDPOINTS = "/v2/projects/proj_1/endpoints";
  private static final String ENDPOINT = ENDPOINTS + "/ep_1";
  private static final String DEPLOYMENTS = ENDPOINT + "/deployments";
  private static final String CONFIGS = "/v2/projects/proj_1/configs";
  private static final String NONE = "{\"data\":[]}";

  @BeforeEach
  void prepare() {
    answer(get("/v1/whoami"), "{\"project_id\":\"proj_1\",\"project_slug\":\"me\"}");
    answer(endpoints(), NONE);
    answer(
        configs("ml_9"),
        "{\"data\":[" + config("cr_b", 1, "") + "," + config("cr_a", 1, "disabled") + "]}");
  }

  private Backend backend() {
    return new TogetherBackend(api("together", "/v1", "TOGETHER_API_KEY"));
  }

  private static MappingBuilder endpoints() {
    return get(urlPathEqualTo(ENDPOINTS));
  }

  private static MappingBuilder configs(String model) {
    return get(urlPathEqualTo(CONFIGS))
        .withQueryParam("referenceModel", equalTo("projects/proj_1/models/" + model));
  }

  private static String config(String id, int accelerators, String adapters) {
    return "{\"id\":\""
        + id
        + "\",\"projectId\":\"proj_cfg\",\"selectors\":[{\"key\":\"accelerator_count\",\"value\":\""
        + accelerators
        + "\"},{\"key\":\"adapter_mode\",\"value\":\""
        + adapters
        + "\"}]}";
  }

  private static String endpoint(String name, String state, double weight) {
    return "{\"id\":\"ep_1\",\"name\":\"me/"
        + name
        + "\",\"deployments\":[{\"id\":\"dep_1\",\"state\":\""
        + state
        + "\"}],\"trafficSplit\":[{\"deploymentId\":\"dep_1\",\"weight\":"
        + weight
        + "}]}";
  }

  private static String bare(String name) {
    return "{\"id\":\"ep_1\",\"name\":\"me/" + name + "\",\"deployments\":[],\"trafficSplit\":[]}";
  }

  private void deploys() {
    answer(post(ENDPOINTS), bare(NAME));
    answer(
        post(DEPLOYMENTS),
        "{\"id\":\"dep_1\",\"status\":{\"state\":\"DEPLOYMENT_STATE_PROVISIONING\"}}");
    answer(patch(urlEqualTo(ENDPOINT)), bare(NAME));
  }

  @Test
  void makesAnEndpointAndItsDeploymentAndTheWayToIt() throws Exception {
    deploys();

    Deployment deployment = done(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    assertThat(deployment)
        .isEqualTo(
            new Deployment("ep_1", false, false, "DEPLOYMENT_STATE_PROVISIONING", "me/" + NAME));
    assertThat(sent())
        .containsExactly(
            "GET /v1/whoami",
            "GET " + CONFIGS + "?referenceModel=projects%2Fproj_1%2Fmodels%2Fml_9",
            "GET " + ENDPOINTS + "?limit=500",
            "POST " + ENDPOINTS,
            "POST " + DEPLOYMENTS,
            "PATCH " + ENDPOINT);
    assertThat(tree(requests().get(3).getBodyAsString()))
        .isEqualTo(tree("{\"name\":\"" + NAME + "\"}"));
    assertThat(tree(requests().get(4).getBodyAsString()))
        .isEqualTo(
            tree(
                """
                {"name":"one","model":"projects/proj_1/models/ml_9",
                 "config":"projects/proj_cfg/configs/cr_a",
                 "autoscaling":{"minReplicas":1,"maxReplicas":1}}
                """));
    assertThat(lastBody())
        .isEqualTo(tree("{\"trafficSplit\":[{\"deploymentId\":\"dep_1\",\"weight\":1}]}"));
  }

  @ParameterizedTest
  @CsvSource({"402, Refused", "429, Later", "409, Unknown", "500, Unknown", "503, Unknown"})
  void deployingIsOneRequestWhateverTheServerSays(int status, String outcome) throws Exception {
    deploys();
    answer(post(DEPLOYMENTS), status, "{\"error\":{\"message\":\"no capacity\"}}");

    Attempt<Deployment> attempt = backend().deployments().orElseThrow().deploy(NAME, "ml_9");

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).contains("no capacity");
    assertThat(sent()).filteredOn(line -> line.equals("POST " + DEPLOYMENTS)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "<html>", ""})
  void aReplyThatNamesNothingLeavesOpenWhetherItIsThere(String body) throws Exception {
    deploys();
    answer(post(DEPLOYMENTS), body);
    unknown(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    answer(post(ENDPOINTS), body);
    unknown(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));
  }

  @Test
  void whatWasBegunIsGoneOnWithAndNeverMadeTwice() throws Exception {
    deploys();
    server.stubFor(
        post(DEPLOYMENTS).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    unknown(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    // The endpoint came through, its deployment did not.
    answer(endpoints(), "{\"data\":[" + bare(NAME) + "]}");
    assertThat(done(backend().deployments().orElseThrow().find(NAME))).isEmpty();
    deploys();
    done(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));
    assertThat(sent()).filteredOn(line -> line.equals("POST " + ENDPOINTS)).hasSize(1);

    // Both came through.
    answer(
        endpoints(),
        "{\"data\":[" + endpoint(NAME, "DEPLOYMENT_STATE_SCALING", 0) + "],\"next_cursor\":null}");
    assertThat(done(backend().deployments().orElseThrow().find(NAME)).orElseThrow().id())
        .isEqualTo("ep_1");
    assertThat(done(backend().deployments().orElseThrow().deploy(NAME, "ml_9")).status())
        .isEqualTo("DEPLOYMENT_STATE_SCALING");
    assertThat(sent()).filteredOn(line -> line.equals("POST " + DEPLOYMENTS)).hasSize(2);
  }

  @Test
  void aDeploymentThatIsNotRoutedIsRoutedAtTheNextLook() throws Exception {
    deploys();
    answer(patch(urlEqualTo(ENDPOINT)), 503, "{}");
    done(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_READY", 0));
    assertThat(done(backend().deployments().orElseThrow().deployment("ep_1")).ready()).isFalse();

    answer(patch(urlEqualTo(ENDPOINT)), bare(NAME));
    assertThat(done(backend().deployments().orElseThrow().deployment("ep_1")))
        .isEqualTo(new Deployment("ep_1", true, false, "DEPLOYMENT_STATE_READY", "me/" + NAME));
  }

  @ParameterizedTest
  @CsvSource({
    "DEPLOYMENT_STATE_READY, true, false",
    "DEPLOYMENT_STATE_PROVISIONING, false, false",
    "DEPLOYMENT_STATE_SCALING, false, false",
    "DEPLOYMENT_STATE_DEGRADED, false, false",
    "DEPLOYMENT_STATE_DREAMING, false, false",
    "'', false, false",
    "DEPLOYMENT_STATE_FAILED, false, true",
    "DEPLOYMENT_STATE_STOPPED, false, true",
    "DEPLOYMENT_STATE_STOPPING, false, true"
  })
  void knowsEveryState(String state, boolean ready, boolean failed) throws Exception {
    answer(get(ENDPOINT), endpoint(NAME, state, 1));

    Deployment deployment = done(backend().deployments().orElseThrow().deployment("ep_1"));

    assertThat(deployment.ready()).isEqualTo(ready);
    assertThat(deployment.failed()).isEqualTo(failed);
    assertThat(deployment.status()).isEqualTo(state);
    assertThat(deployment.model()).isEqualTo("me/" + NAME);
  }

  @Test
  void aFailureIsInTheProvidersWords() throws Exception {
    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_FAILED", 1));
    answer(get(DEPLOYMENTS + "/dep_1"), "{\"status\":{\"message\":\"insufficient GPU capacity\"}}");

    assertThat(done(backend().deployments().orElseThrow().deployment("ep_1")).status())
        .isEqualTo("DEPLOYMENT_STATE_FAILED insufficient GPU capacity");
  }

  @Test
  void whatIsGoneWillNotBecomeReady() throws Exception {
    answer(get(ENDPOINT), 404, "{}");
    assertThat(done(backend().deployments().orElseThrow().deployment("ep_1")))
        .isEqualTo(new Deployment("ep_1", false, true, "gone", ""));

    answer(get(ENDPOINT), "{}");
    unknown(backend().deployments().orElseThrow().deployment("ep_1"));
    answer(get(ENDPOINT), 500, "{}");
    unknown(backend().deployments().orElseThrow().deployment("ep_1"));
    answer(get(ENDPOINT), 401, "{}");
    refused(backend().deployments().orElseThrow().deployment("ep_1"));
  }

  @Test
  void looksThroughAllPagesForAnEndpoint() throws Exception {
    answer(
        get(urlEqualTo(ENDPOINTS + "?limit=500")),
        "{\"data\":[" + endpoint("x" + NAME, "", 1) + "],\"next_cursor\":\"a/b\"}");
    answer(
        get(urlEqualTo(ENDPOINTS + "?limit=500&after=a%2Fb")),
        "{\"data\":[" + endpoint(NAME, "DEPLOYMENT_STATE_READY", 1) + "],\"next_cursor\":\"\"}");

    Optional<Deployment> found = done(backend().deployments().orElseThrow().find(NAME));

    assertThat(found.orElseThrow().ready()).isTrue();
    answer(endpoints(), "{\"endpoints\":[]}");
    unknown(backend().deployments().orElseThrow().find(NAME));
  }

  @Test
  void takesTheLeastHardwareThatServesTheModelItself() throws Exception {
    deploys();
    answer(
        configs("ml_9"),
        "{\"data\":[null,"
            + config("cr_1", 1, "dynamic")
            + ","
            + config("cr_8", 8, "")
            + ","
            + config("cr_2", 2, "disabled")
            + ",{\"id\":\"cr_0\",\"projectId\":\"p\",\"selectors\":null}]}");

    done(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    assertThat(tree(requests().get(4).getBodyAsString()).path("config").asText())
        .isEqualTo("projects/proj_cfg/configs/cr_2");
  }

  @Test
  void looksForTheHardwareOfTheBaseWhereTheModelHasNoneListed() throws Exception {
    deploys();
    answer(configs("ml_9"), NONE);
    answer(
        get("/v2/projects/proj_1/models/ml_9"),
        "{\"baseModel\":\"projects/proj_1/models/ml_base\"}");
    answer(configs("ml_base"), "{\"data\":[" + config("cr_c", 4, "") + "]}");

    done(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));

    assertThat(tree(requests().get(6).getBodyAsString()).path("config").asText())
        .isEqualTo("projects/proj_cfg/configs/cr_c");
  }

  @Test
  void saysWhenThereIsNoHardwareForAModelBeforeAnythingIsMade() throws Exception {
    answer(configs("ml_9"), NONE);
    answer(get("/v2/projects/proj_1/models/ml_9"), "{\"baseModel\":null}");

    assertThat(refused(backend().deployments().orElseThrow().deploy(NAME, "ml_9")))
        .contains("ml_9", "Train another");
    assertThat(refused(backend().deployments().orElseThrow().deploy(NAME, "me/Qwen-dr")))
        .contains("object id");
    assertThat(sent()).noneMatch(line -> line.startsWith("POST"));
  }

  @Test
  void doesNothingForAKeyOfNoProject() throws Exception {
    answer(get("/v1/whoami"), "{\"project_id\":null}");
    unknown(backend().deployments().orElseThrow().deploy(NAME, "ml_9"));
    answer(get("/v1/whoami"), 401, "{\"error\":{\"message\":\"bad key\"}}");
    assertThat(refused(backend().deployments().orElseThrow().undeploy("ep_1")))
        .contains("TOGETHER_API_KEY");
    refused(backend().deployments().orElseThrow().find(NAME));
    refused(backend().deployments().orElseThrow().deployment("ep_1"));
  }

  @Test
  void tearsDownInSteps() throws Exception {
    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_READY", 1));
    answer(patch(urlEqualTo(DEPLOYMENTS + "/dep_1")), "{}");
    assertThat(later(backend().deployments().orElseThrow().undeploy("ep_1")).reason())
        .contains("costs until");
    assertThat(lastBody())
        .isEqualTo(tree("{\"autoscaling\":{\"minReplicas\":0,\"maxReplicas\":0}}"));

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_STOPPING", 1));
    later(backend().deployments().orElseThrow().undeploy("ep_1"));
    assertThat(sent()).filteredOn(line -> line.startsWith("PATCH")).hasSize(1);

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_STOPPED", 1));
    answer(patch(urlEqualTo(ENDPOINT)), "{}");
    answer(delete(DEPLOYMENTS + "/dep_1"), "{}");
    answer(delete(ENDPOINT), "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("ep_1"))).isTrue();
    assertThat(sent().subList(sent().size() - 3, sent().size()))
        .containsExactly(
            "PATCH " + ENDPOINT, "DELETE " + DEPLOYMENTS + "/dep_1", "DELETE " + ENDPOINT);
    assertThat(tree(requests().get(requests().size() - 3).getBodyAsString()))
        .isEqualTo(tree("{\"trafficSplit\":[{\"deploymentId\":\"dep_1\",\"weight\":0}]}"));
  }

  @Test
  void tearingDownIsDoneWhereThereIsNothing() throws Exception {
    answer(get(ENDPOINT), 404, "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("ep_1"))).isTrue();

    answer(get(ENDPOINT), bare(NAME));
    answer(delete(ENDPOINT), 404, "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("ep_1"))).isTrue();
  }

  @Test
  void aTearDownThatFailsIsNotTakenForOneThatWasDone() throws Exception {
    answer(get(ENDPOINT), "{}");
    unknown(backend().deployments().orElseThrow().undeploy("ep_1"));

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_READY", 1));
    answer(patch(urlEqualTo(DEPLOYMENTS + "/dep_1")), 400, "{\"message\":\"rollout\"}");
    assertThat(refused(backend().deployments().orElseThrow().undeploy("ep_1"))).contains("rollout");
    server.stubFor(
        patch(urlEqualTo(DEPLOYMENTS + "/dep_1"))
            .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    unknown(backend().deployments().orElseThrow().undeploy("ep_1"));

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_FAILED", 0));
    answer(delete(DEPLOYMENTS + "/dep_1"), 400, "{\"message\":\"still draining\"}");
    assertThat(refused(backend().deployments().orElseThrow().undeploy("ep_1")))
        .contains("still draining");
    answer(delete(DEPLOYMENTS + "/dep_1"), "{}");
    answer(delete(ENDPOINT), 429, "{}");
    later(backend().deployments().orElseThrow().undeploy("ep_1"));

    answer(get(ENDPOINT), endpoint(NAME, "DEPLOYMENT_STATE_STOPPED", 1));
    answer(patch(urlEqualTo(ENDPOINT)), 500, "{}");
    unknown(backend().deployments().orElseThrow().undeploy("ep_1"));
  }
}
