package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.finetune.Backend.Deployment;
import dev.dramatis.suite.Hyperparameters;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FireworksBackendTest extends BackendContract {
  private static final String ACCOUNT = "/v1/accounts/acme";
  private static final String DATASETS = ACCOUNT + "/datasets";
  private static final String JOBS = ACCOUNT + "/supervisedFineTuningJobs";
  private static final String DEPLOYMENTS = ACCOUNT + "/deployments";
  private static final String MODEL = "accounts/acme/models/" + NAME;

  @Override
  Backend backend() {
    return backend("acme");
  }

  private Backend backend(String account) {
    return new FireworksBackend(api("fireworks", "/inference/v1", keyName()), account);
  }

  @Override
  String jobs() {
    return JOBS;
  }

  @Override
  void allIsReady() {
    answer(get(DATASETS + "/file1"), "{\"name\":\"accounts/acme/datasets/x\",\"state\":\"READY\"}");
    answer(get(DATASETS + "/new"), 404, "{\"code\":5,\"message\":\"not found\"}");
  }

  @Override
  MappingBuilder uploading() {
    return post(DATASETS);
  }

  @Override
  MappingBuilder creating() {
    return post(urlEqualTo(JOBS + "?supervisedFineTuningJobId=" + NAME));
  }

  @Override
  MappingBuilder cancelling(String id) {
    return post(JOBS + "/" + id + ":cancel");
  }

  @Override
  MappingBuilder deleting(String file) {
    return delete(DATASETS + "/" + file);
  }

  @Override
  MappingBuilder finding() {
    return get(JOBS + "/" + NAME);
  }

  @Override
  String found(String id) {
    return job(id, "JOB_STATE_CREATING", "");
  }

  @Override
  void nothingIsFound() {
    answer(finding(), 404, "{\"code\":5,\"message\":\"not found\"}");
  }

  @Override
  String creation() {
    return "POST " + JOBS + "?supervisedFineTuningJobId=" + NAME;
  }

  @Override
  String keyName() {
    return "FIREWORKS_API_KEY";
  }

  private static String job(String id, String state, String more) {
    return "{\"name\":\"accounts/acme/supervisedFineTuningJobs/"
        + id
        + "\",\"state\":\""
        + state
        + "\",\"outputModel\":\""
        + MODEL
        + "\",\"status\":{\"code\":\"OK\",\"message\":\"\"}"
        + more
        + "}";
  }

  @Test
  void makesADatasetAndFillsIt() throws Exception {
    answer(uploading(), "{\"name\":\"accounts/acme/datasets/new\",\"state\":\"UPLOADING\"}");
    answer(post(DATASETS + "/new:upload"), "{\"id\":\"new\"}");

    assertThat(done(backend().upload("new.jsonl", EPISODES))).isEqualTo("new");

    assertThat(sent())
        .containsExactly(
            "GET " + DATASETS + "/new", "POST " + DATASETS, "POST " + DATASETS + "/new:upload");
    assertThat(tree(requests().get(1).getBodyAsString()))
        .isEqualTo(
            tree(
                "{\"datasetId\":\"new\",\"dataset\":{\"userUploaded\":{},\"exampleCount\":\"2\"}}"));
    assertThat(requests().get(2).getBodyAsString())
        .contains("name=\"file\"; filename=\"new.jsonl\"", "é");
  }

  @Test
  void fillsADatasetThatWasMadeAndNeverFilled() throws Exception {
    answer(get(DATASETS + "/new"), "{\"name\":\"x\",\"state\":\"UPLOADING\"}");
    assertThat(done(backend().findFile("new.jsonl"))).isEmpty();
    answer(post(DATASETS + "/new:upload"), "{\"id\":\"new\"}");

    assertThat(done(backend().upload("new.jsonl", EPISODES))).isEqualTo("new");
    assertThat(sent()).doesNotContain("POST " + DATASETS);
  }

  @Test
  void doesNotFillADatasetTwice() throws Exception {
    assertThat(done(backend().findFile("file1.jsonl"))).contains("file1");
    assertThat(done(backend().upload("file1.jsonl", EPISODES))).isEqualTo("file1");

    assertThat(sent()).allMatch(line -> line.startsWith("GET "));
  }

  @ParameterizedTest
  @CsvSource({"400, Refused", "429, Later", "503, Unknown"})
  void aDatasetThatCouldNotBeFilledIsNotTakenForOneThatWas(int status, String outcome)
      throws Exception {
    answer(uploading(), "{}");
    answer(post(DATASETS + "/new:upload"), status, "{\"message\":\"line 1\"}");

    Attempt<String> attempt = backend().upload("new.jsonl", EPISODES);

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).contains("line 1");
    server.stubFor(
        post(DATASETS + "/new:upload").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    unknown(backend().upload("new.jsonl", EPISODES));
  }

  @Test
  void sendsNoMoreThanOneRequestTakes() throws Exception {
    assertThat(refused(backend().upload("new.jsonl", new byte[150_000_001]))).contains("150 MB");
    assertThat(sent()).isEmpty();
  }

  @Test
  void beginsAJobWithEverythingThatItTakes() throws Exception {
    answer(creating(), job(NAME, "JOB_STATE_CREATING", ""));

    JobState job =
        done(
            backend()
                .create(
                    request(
                        "accounts/fireworks/models/qwen3-8b",
                        "file1",
                        new Hyperparameters(
                            OptionalInt.of(2),
                            OptionalInt.of(4),
                            OptionalDouble.of(1e-4),
                            OptionalDouble.empty(),
                            OptionalInt.of(16)))));

    assertThat(job).isEqualTo(JobState.underWay(NAME, "JOB_STATE_CREATING"));
    assertThat(lastBody())
        .isEqualTo(
            tree(
                """
                {"dataset":"accounts/acme/datasets/file1",
                 "baseModel":"accounts/fireworks/models/qwen3-8b",
                 "outputModel":"accounts/acme/models/dr4f00c0ffee12",
                 "displayName":"suite, training, 1",
                 "epochs":2,"learningRate":1.0E-4,"loraRank":16,"batchSizeSamples":4}
                """));
  }

  @Test
  void leavesToTheProviderWhatIsNotSaidAndCutsALongLabel() throws Exception {
    answer(creating(), job(NAME, "JOB_STATE_CREATING", ""));

    done(
        backend()
            .create(
                new JobRequest(
                    NAME, "b", "file1", 7, Hyperparameters.NONE, Optional.of("x".repeat(99)))));

    assertThat(lastBody().fieldNames())
        .toIterable()
        .containsExactly("dataset", "baseModel", "outputModel", "displayName");
    assertThat(lastBody().path("displayName").asText()).hasSize(63);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"state\":\"UPLOADING\"}', Later, UPLOADING",
    "'{\"state\":\"UPLOADING\",\"status\":{\"code\":\"OK\"}}', Later, UPLOADING",
    "'{}', Later, Fireworks",
    "'{\"status\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"line 3\"}}', Refused, line 3"
  })
  void doesNotBeginWithADatasetThatIsNotReady(String dataset, String outcome, String word)
      throws Exception {
    answer(get(DATASETS + "/file1"), dataset);

    Attempt<JobState> attempt = backend().create(request("b", "file1", Hyperparameters.NONE));

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).contains(word);
    assertThat(sent()).containsExactly("GET " + DATASETS + "/file1");
    assertThat(
            attempt instanceof Attempt.Later<JobState> later
                ? later.after()
                : Optional.of(Duration.ofSeconds(10)))
        .contains(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource({"HF_PEFT_ADDON, warmStartFrom", "HF_BASE_MODEL, baseModel", "'', baseModel"})
  void goesOnFromAnAdapterThatItTrainedAndBeginsWithAnyOtherModel(String kind, String field)
      throws Exception {
    answer(creating(), job(NAME, "JOB_STATE_CREATING", ""));
    answer(get(ACCOUNT + "/models/m"), "{\"kind\":\"" + kind + "\"}");

    done(backend().create(request("accounts/acme/models/m", "file1", Hyperparameters.NONE)));

    assertThat(lastBody().path(field).asText()).isEqualTo("accounts/acme/models/m");
    assertThat(lastBody()).hasSize(4);
    answer(get(ACCOUNT + "/models/m"), 429, "{}");
    later(backend().create(request("accounts/acme/models/m", "file1", Hyperparameters.NONE)));
    assertThat(creations()).isEqualTo(1);
  }

  @Test
  void doesNotBeginWithADatasetThatIsGone() throws Exception {
    assertThat(refused(backend().create(request("b", "new", Hyperparameters.NONE))))
        .contains("no dataset new");
  }

  @ParameterizedTest
  @CsvSource({
    "JOB_STATE_UNSPECIFIED, UNDER_WAY",
    "JOB_STATE_CREATING, UNDER_WAY",
    "JOB_STATE_PENDING, UNDER_WAY",
    "JOB_STATE_VALIDATING, UNDER_WAY",
    "JOB_STATE_RUNNING, UNDER_WAY",
    "JOB_STATE_WRITING_RESULTS, UNDER_WAY",
    "JOB_STATE_RE_QUEUEING, UNDER_WAY",
    "JOB_STATE_CREATING_INPUT_DATASET, UNDER_WAY",
    "JOB_STATE_IDLE, UNDER_WAY",
    "JOB_STATE_CANCELLING, UNDER_WAY",
    "JOB_STATE_PAUSED, UNDER_WAY",
    "JOB_STATE_DREAMING, UNDER_WAY",
    "'', UNDER_WAY",
    "JOB_STATE_COMPLETED, SUCCEEDED",
    "JOB_STATE_EARLY_STOPPED, SUCCEEDED",
    "JOB_STATE_FAILED, FAILED",
    "JOB_STATE_EXPIRED, FAILED",
    "JOB_STATE_CANCELLED, CANCELLED",
    "JOB_STATE_DELETING, CANCELLED",
    "JOB_STATE_DELETING_CLEANING_UP, CANCELLED"
  })
  void knowsEveryState(String state, JobState.Phase phase) throws Exception {
    answer(get(JOBS + "/j"), job("j", state, ""));

    JobState job = done(backend().state("j"));

    assertThat(job)
        .isEqualTo(
            new JobState(
                "j",
                phase,
                state,
                "",
                phase == JobState.Phase.SUCCEEDED ? Optional.of(MODEL) : Optional.empty(),
                List.of()));
  }

  @Test
  void aFailureIsInTheProvidersWords() throws Exception {
    answer(
        get(JOBS + "/j"),
        "{\"name\":\"accounts/acme/supervisedFineTuningJobs/j\",\"state\":\"JOB_STATE_FAILED\","
            + "\"status\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"blocked by moderation\"}}");

    JobState job = done(backend().state("j"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.FAILED);
    assertThat(job.message()).isEqualTo("INVALID_ARGUMENT blocked by moderation");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"outputModel\":\"tuned\"', accounts/acme/models/tuned",
    "'\"outputModel\":null', accounts/acme/models/j",
    "'\"outputModel\":\"accounts/a/models/b\"', accounts/a/models/b"
  })
  void namesTheModelInFull(String output, String model) throws Exception {
    answer(get(JOBS + "/j"), "{\"name\":\"a/j\",\"state\":\"JOB_STATE_COMPLETED\"," + output + "}");

    assertThat(done(backend().state("j")).model()).contains(model);
  }

  @Test
  void aJobThatIsGoneIsNotKnown() throws Exception {
    answer(get(JOBS + "/j"), 404, "{}");

    unknown(backend().state("j"));
  }

  @Test
  void cancelsAJobAndLooksWhatBecameOfIt() throws Exception {
    answer(cancelling("j"), "{}");
    answer(get(JOBS + "/j"), job("j", "JOB_STATE_CANCELLING", ""));

    assertThat(done(backend().cancel("j")).status()).isEqualTo("JOB_STATE_CANCELLING");
    assertThat(backend().events("j", 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"dr4f, dr4f", "4f00, d-4f00", "Ab_c.jsonl, ab-c", "-x-, x", "'', d-"})
  void makesIdsThatFireworksTakes(String name, String id) {
    assertThat(FireworksAccount.id(name)).isEqualTo(id);
  }

  @Test
  void findsTheManagementBesideTheChats() {
    assertThat(
            FireworksAccount.of("https://api.fireworks.ai/inference/v1", "accounts/acme")
                .path("models"))
        .isEqualTo("https://api.fireworks.ai/v1/accounts/acme/models");
    assertThat(FireworksAccount.of("http://localhost:1/v1", "a").path("x", "y"))
        .isEqualTo("http://localhost:1/v1/accounts/a/x/y");
  }

  @Test
  void objectsToWhatItDoesNotTake() {
    assertThat(backend().objections(ALL, 2))
        .hasSize(2)
        .anyMatch(text -> text.contains("at least 3 episodes") && text.contains("has 2"))
        .anyMatch(text -> text.contains("learningRateMultiplier"));
    assertThat(backend().objections(Hyperparameters.NONE, 3)).isEmpty();
    assertThat(backend("").objections(Hyperparameters.NONE, 3))
        .singleElement()
        .asString()
        .contains("FIREWORKS_ACCOUNT_ID");
    assertThat(backend("fireworks").objections(Hyperparameters.NONE, 3))
        .singleElement()
        .asString()
        .contains("FIREWORKS_ACCOUNT_ID");
  }

  @Test
  void takesNoSeedAndDeploys() {
    assertThat(backend().takesSeed()).isFalse();
    assertThat(backend().deployments()).isPresent();
    assertThat(backend().notes()).singleElement().asString().contains("by the second");
  }

  private static MappingBuilder deploying() {
    return post(urlEqualTo(DEPLOYMENTS + "?deploymentId=" + NAME));
  }

  private static String deployment(String state, String more) {
    return "{\"name\":\"accounts/acme/deployments/"
        + NAME
        + "\",\"baseModel\":\""
        + MODEL
        + "\",\"state\":\""
        + state
        + "\""
        + more
        + "}";
  }

  @Test
  void deploysAModelUnderTheNameByWhichItIsFound() throws Exception {
    answer(deploying(), deployment("CREATING", ""));

    Deployment deployment = done(backend().deployments().orElseThrow().deploy(NAME, MODEL));

    assertThat(deployment)
        .isEqualTo(
            new Deployment(
                NAME,
                false,
                false,
                "CREATING",
                "accounts/acme/models/dr4f00c0ffee12#accounts/acme/deployments/dr4f00c0ffee12"));
    assertThat(lastBody())
        .isEqualTo(
            tree(
                """
                {"baseModel":"accounts/acme/models/dr4f00c0ffee12",
                 "displayName":"dr4f00c0ffee12","acceleratorType":"NVIDIA_H100_80GB",
                 "minReplicaCount":1,"maxReplicaCount":1}
                """));
    answer(get(DEPLOYMENTS + "/" + NAME), deployment("CREATING", ""));
    assertThat(done(backend().deployments().orElseThrow().find(NAME))).contains(deployment);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused",
    "402, Refused",
    "429, Later",
    "409, Unknown",
    "500, Unknown",
    "503, Unknown"
  })
  void deployingIsOneRequestWhateverTheServerSays(int status, String outcome) throws Exception {
    answer(deploying(), status, "{\"code\":8,\"message\":\"quota of GPUs\"}");

    Attempt<Deployment> attempt = backend().deployments().orElseThrow().deploy(NAME, MODEL);

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).contains("quota of GPUs");
    assertThat(sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "<html>", ""})
  void aReplyThatNamesNothingLeavesOpenWhetherItIsThere(String body) throws Exception {
    answer(deploying(), body);

    unknown(backend().deployments().orElseThrow().deploy(NAME, MODEL));
  }

  @Test
  void aCutConnectionLeavesOpenWhetherThereIsADeployment() throws Exception {
    server.stubFor(deploying().willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    unknown(backend().deployments().orElseThrow().deploy(NAME, MODEL));
    assertThat(sent()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "READY, '', true, false",
    "READY, ',\"replicaStats\":null', true, false",
    "READY, ',\"replicaStats\":{\"readyReplicaCount\":1}', true, false",
    "READY, ',\"replicaStats\":{\"initializingReplicaCount\":1}', false, false",
    "CREATING, '', false, false",
    "UPDATING, '', false, false",
    "DREAMING, '', false, false",
    "FAILED, '', false, true",
    "DELETING, '', false, true",
    "DELETED, '', false, true"
  })
  void knowsEveryStateOfADeployment(String state, String more, boolean ready, boolean failed)
      throws Exception {
    answer(get(DEPLOYMENTS + "/d"), deployment(state, more));

    Deployment deployment = done(backend().deployments().orElseThrow().deployment("d"));

    assertThat(deployment.ready()).isEqualTo(ready);
    assertThat(deployment.failed()).isEqualTo(failed);
    assertThat(deployment.status()).isEqualTo(state);
  }

  @Test
  void aDeploymentThatFailedSaysWhy() throws Exception {
    answer(
        get(DEPLOYMENTS + "/d"),
        deployment("FAILED", ",\"status\":{\"code\":\"INTERNAL\",\"message\":\"no capacity\"}"));

    assertThat(done(backend().deployments().orElseThrow().deployment("d")).status())
        .isEqualTo("FAILED INTERNAL no capacity");
  }

  @Test
  void aDeploymentThatIsGoneIsNotFoundAndWillNotBecomeReady() throws Exception {
    answer(get(DEPLOYMENTS + "/" + NAME), deployment("DELETED", ""));
    assertThat(done(backend().deployments().orElseThrow().find(NAME))).isEmpty();
    answer(get(DEPLOYMENTS + "/" + NAME), 404, "{}");
    assertThat(done(backend().deployments().orElseThrow().find(NAME))).isEmpty();
    assertThat(done(backend().deployments().orElseThrow().deployment(NAME)))
        .isEqualTo(new Deployment(NAME, false, true, "gone", ""));

    answer(get(DEPLOYMENTS + "/" + NAME), "{}");
    unknown(backend().deployments().orElseThrow().find(NAME));
    unknown(backend().deployments().orElseThrow().deployment(NAME));
    answer(get(DEPLOYMENTS + "/" + NAME), 500, "{}");
    unknown(backend().deployments().orElseThrow().find(NAME));
  }

  private static MappingBuilder tearingDown() {
    return delete(urlEqualTo(DEPLOYMENTS + "/d?ignoreChecks=true&hard=true"));
  }

  @Test
  void tearsDownForGoodOrAsFarAsItMay() throws Exception {
    answer(tearingDown(), "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("d"))).isTrue();
    assertThat(sent()).hasSize(1);

    answer(tearingDown(), 403, "{}");
    answer(delete(urlEqualTo(DEPLOYMENTS + "/d?ignoreChecks=true")), "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("d"))).isTrue();

    answer(
        delete(urlEqualTo(DEPLOYMENTS + "/d?ignoreChecks=true")), 400, "{\"message\":\"in use\"}");
    assertThat(refused(backend().deployments().orElseThrow().undeploy("d"))).contains("in use");
  }

  @Test
  void aTearDownThatFailsIsNotTakenForOneThatWasDone() throws Exception {
    answer(tearingDown(), 404, "{}");
    assertThat(done(backend().deployments().orElseThrow().undeploy("d"))).isTrue();
    answer(tearingDown(), 429, "{}");
    later(backend().deployments().orElseThrow().undeploy("d"));
    answer(tearingDown(), 503, "{}");
    unknown(backend().deployments().orElseThrow().undeploy("d"));
    server.stubFor(tearingDown().willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    unknown(backend().deployments().orElseThrow().undeploy("d"));
    assertThat(sent()).hasSize(4);
  }
}
