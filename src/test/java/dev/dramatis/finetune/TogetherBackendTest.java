package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.suite.Hyperparameters;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and jobs; for endpoints see {@link TogetherEndpointsTest}. */
class TogetherBackendTest extends BackendContract {
  private static final String JOBS = "/v1/fine-tunes";

  @Override
  Backend backend() {
    return new TogetherBackend(api("together", "/v1", keyName()));
  }

  @Override
  String jobs() {
    return JOBS;
  }

  @Override
  void allIsReady() {
    answer(get("/v1/files/file1"), "{\"id\":\"file1\",\"processing_status\":\"COMPLETED\"}");
  }

  @Override
  MappingBuilder finding() {
    return get(JOBS);
  }

  @Override
  String found(String id) {
    return "{\"data\":[null,7,[],"
        + job("ft-other", "running", "other")
        + ","
        + job(id, "pending", NAME)
        + "]}";
  }

  @Override
  void nothingIsFound() {
    answer(finding(), "{\"data\":null}");
  }

  @Override
  String keyName() {
    return "TOGETHER_API_KEY";
  }

  private static String job(String id, String status, String suffix) {
    return "{\"id\":\""
        + id
        + "\",\"status\":\""
        + status
        + "\",\"suffix\":\""
        + suffix
        + "\",\"model_output_name\":null}";
  }

  private ResponseDefinitionBuilder redirect() {
    return aResponse()
        .withStatus(302)
        .withHeader("Location", server.baseUrl() + "/store/x?X-Amz-Signature=s3cr3t")
        .withHeader("X-Together-File-Id", "file-1");
  }

  @Test
  void uploadsByARedirectToAStoreThatNeverSeesTheKey() throws Exception {
    server.stubFor(uploading().willReturn(redirect()));
    server.stubFor(put("/store/x?X-Amz-Signature=s3cr3t").willReturn(aResponse()));
    answer(post("/v1/files/file-1/preprocess"), "{\"id\":\"file-1\"}");

    assertThat(done(backend().upload("e 1.jsonl", EPISODES))).isEqualTo("file-1");

    assertThat(sent())
        .containsExactly(
            "POST /v1/files",
            "PUT /store/x?X-Amz-Signature=s3cr3t",
            "POST /v1/files/file-1/preprocess");
    assertThat(requests().get(0).getBodyAsString())
        .isEqualTo("purpose=fine-tune&file_type=jsonl&file_name=e+1.jsonl");
    assertThat(requests().get(0).getHeader("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(requests().get(1).getBody()).isEqualTo(EPISODES);
    assertThat(requests().get(1).containsHeader("Authorization")).isFalse();
    assertThat(requests().get(2).getHeader("Authorization")).isEqualTo("Bearer " + KEY);
  }

  @ParameterizedTest
  @CsvSource({"200, Done", "403, Refused", "429, Later", "500, Unknown", "503, Unknown"})
  void aStoreThatDoesNotTakeTheFileIsNotTakenForOneThatDid(int status, String outcome)
      throws Exception {
    server.stubFor(uploading().willReturn(redirect()));
    server.stubFor(
        put(anyUrl()).willReturn(aResponse().withStatus(status).withBody("<Error>no</Error>")));
    answer(post("/v1/files/file-1/preprocess"), "{}");

    Attempt<String> attempt = backend().upload("e.jsonl", EPISODES);

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).doesNotContain("s3cr3t");
    assertThat(sent()).hasSize(status == 200 ? 3 : 2);
  }

  @Test
  void aConnectionThatIsCutAtTheStoreOrAfterItLeavesOpenWhetherAFileIsThere() throws Exception {
    server.stubFor(uploading().willReturn(redirect()));
    server.stubFor(put(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    assertThat(unknown(backend().upload("e.jsonl", EPISODES))).doesNotContain("s3cr3t");

    server.stubFor(put(anyUrl()).willReturn(aResponse()));
    server.stubFor(
        post("/v1/files/file-1/preprocess")
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    unknown(backend().upload("e.jsonl", EPISODES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc/passwd | Refused",
        "/store/x | Refused",
        "ftp://store/x | Refused",
        "http:// | Refused",
        "https://user:word@store.example/x | Refused",
        "http://store.example/x | Refused",
        "not an address | Refused",
        "'' | Unknown"
      })
  void goesToNoStoreThatIsNone(String place, String outcome) throws Exception {
    server.stubFor(
        uploading()
            .willReturn(
                aResponse()
                    .withStatus(307)
                    .withHeader("Location", place)
                    .withHeader("X-Together-File-Id", "file-1")));

    assertThat(backend().upload("e.jsonl", EPISODES).getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void aFileThatIsThereAlreadyIsTaken() throws Exception {
    answer(uploading(), 409, "{\"error\":\"exists\",\"file_id\":\"file-9\"}");
    assertThat(done(backend().upload("e.jsonl", EPISODES))).isEqualTo("file-9");

    answer(uploading(), 409, "{\"error\":\"exists\"}");
    unknown(backend().upload("e.jsonl", EPISODES));
    answer(uploading(), 200, "{\"id\":\"file-9\"}");
    unknown(backend().upload("e.jsonl", EPISODES));
  }

  @Test
  void findsAFileByItsNameUnlessItHoldsNothing() throws Exception {
    answer(
        get("/v1/files"),
        """
        {"data":[null,{"id":"file-0","filename":"e.jsonl","bytes":0},
          {"id":"file-1","filename":"e.jsonl","bytes":9,"processing_status":"FAILED"},
          {"id":"file-2","filename":"e.jsonl","bytes":9,"processing_status":"PENDING"},
          {"id":null,"filename":"f.jsonl"}]}
        """);

    assertThat(done(backend().findFile("e.jsonl"))).contains("file-2");
    assertThat(done(backend().findFile("f.jsonl"))).isEmpty();
    answer(get("/v1/files"), "{\"files\":[]}");
    unknown(backend().findFile("e.jsonl"));
  }

  @Test
  void beginsAJobWithEverythingThatItTakes() throws Exception {
    answer(creating(), job("ft-1", "pending", NAME));

    JobState job =
        done(
            backend()
                .create(
                    request(
                        "Qwen/Qwen3.5-9B",
                        "file1",
                        new Hyperparameters(
                            OptionalInt.of(2),
                            OptionalInt.of(4),
                            OptionalDouble.of(2e-5),
                            OptionalDouble.empty(),
                            OptionalInt.of(16)))));

    assertThat(job).isEqualTo(JobState.underWay("ft-1", "pending"));
    assertThat(lastBody())
        .isEqualTo(
            tree(
                """
                {"model":"Qwen/Qwen3.5-9B","training_file":"file1","suffix":"dr4f00c0ffee12",
                 "random_seed":7,"training_method":{"method":"sft","train_on_inputs":"auto"},
                 "n_epochs":2,"batch_size":4,"learning_rate":2.0E-5,
                 "training_type":{"type":"Lora","lora_r":16,"lora_alpha":32,"lora_dropout":0,
                   "lora_trainable_modules":"all-linear"}}
                """));
  }

  @Test
  void leavesToTheProviderWhatIsNotSaid() throws Exception {
    answer(creating(), job("ft-1", "pending", NAME));

    done(backend().create(request("b", "file1", Hyperparameters.NONE)));

    assertThat(lastBody().fieldNames())
        .toIterable()
        .containsExactly("model", "training_file", "suffix", "random_seed", "training_method");
  }

  @Test
  void goesOnFromAModelThatItTrainedByTheJob() throws Exception {
    answer(creating(), job("ft-3", "pending", NAME));
    answer(
        get(JOBS),
        "{\"data\":["
            + job("ft-0", "running", "a")
            + ","
            + job("ft-1", "completed", "b")
            + ","
            + job("ft-2", "completed", "c")
            + "]}");
    answer(get(JOBS + "/ft-1"), "{\"id\":\"ft-1\",\"model_object_id\":null}");
    answer(get(JOBS + "/ft-2"), "{\"id\":\"ft-2\",\"model_object_id\":\"ml_2\"}");

    done(backend().create(request("ml_2", "file1", Hyperparameters.NONE)));

    assertThat(lastBody().path("from_checkpoint").asText()).isEqualTo("ft-2");
    assertThat(lastBody().has("model")).isFalse();
    assertThat(refused(backend().create(request("ml_3", "file1", Hyperparameters.NONE))))
        .contains("ml_3");
    answer(get(JOBS + "/ft-1"), 500, "{}");
    unknown(backend().create(request("ml_2", "file1", Hyperparameters.NONE)));
    answer(get(JOBS), 429, "{}");
    later(backend().create(request("ml_2", "file1", Hyperparameters.NONE)));
    assertThat(sent()).filteredOn(creation()::equals).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"processing_status\":\"PENDING\"}', Later, PENDING",
    "'{\"processing_status\":\"VALIDATING\"}', Later, VALIDATING",
    "'{\"processing_status\":\"INVALID_FORMAT\",\"validation_report\":{\"error\":\"Line 7\"}}',"
        + " Refused, Line 7",
    "'{\"processing_status\":\"FAILED\",\"validation_report\":null}', Refused, FAILED"
  })
  void doesNotBeginWithAFileThatIsNotReady(String file, String outcome, String word)
      throws Exception {
    answer(get("/v1/files/file1"), file);

    Attempt<JobState> attempt = backend().create(request("b", "file1", Hyperparameters.NONE));

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(attempt.toString()).contains(word);
    assertThat(sent()).containsExactly("GET /v1/files/file1");
  }

  @Test
  void doesNotBeginWithAFileThatIsGone() throws Exception {
    answer(get("/v1/files/file1"), 404, "{}");

    assertThat(refused(backend().create(request("b", "file1", Hyperparameters.NONE))))
        .contains("no file file1");
  }

  @ParameterizedTest
  @CsvSource({
    "pending, UNDER_WAY",
    "queued, UNDER_WAY",
    "running, UNDER_WAY",
    "compressing, UNDER_WAY",
    "uploading, UNDER_WAY",
    "cancel_requested, UNDER_WAY",
    "dreaming, UNDER_WAY",
    "'', UNDER_WAY",
    "cancelled, CANCELLED",
    "error, FAILED",
    "user_error, FAILED"
  })
  void knowsEveryStatus(String status, JobState.Phase phase) throws Exception {
    answer(get(JOBS + "/ft-1"), job("ft-1", status, NAME));

    JobState job = done(backend().state("ft-1"));

    assertThat(job.phase()).isEqualTo(phase);
    assertThat(job.status()).isEqualTo(status);
    assertThat(job.model()).isEmpty();
  }

  @Test
  void aFailureIsInTheWordsOfTheLastEventThatTellsOfOne() throws Exception {
    answer(get(JOBS + "/ft-1"), job("ft-1", "user_error", NAME));
    answer(
        get(JOBS + "/ft-1/events"),
        """
        {"data":[
          {"created_at":"2026-11-24T12:00:03Z","type":"job_user_error","message":"flagged: hate"},
          {"created_at":"2026-11-24T12:00:01Z","level":"info","message":"started"},
          {"created_at":"2026-11-24T12:00:04Z","level":"info","message":"refunded"},
          {"created_at":"2026-11-24T12:00:02Z","level":"Error","message":"first"}]}
        """);

    JobState job = done(backend().state("ft-1"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.FAILED);
    assertThat(job.message()).isEqualTo("flagged: hate");
    assertThat(backend().events("ft-1", 2)).containsExactly("flagged: hate", "refunded");
    assertThat(backend().events("ft-2", 0)).isEmpty();
  }

  @Test
  void aJobThatSucceededNamesItsModelAndWhatWasKeptOnTheWay() throws Exception {
    answer(
        get(JOBS + "/ft-1"),
        "{\"id\":\"ft-1\",\"status\":\"completed\",\"model_object_id\":\"ml_9\","
            + "\"model_output_name\":\"me/Qwen-dr\"}");
    answer(
        get(JOBS + "/ft-1/checkpoints"),
        """
        {"data":[{"checkpoint_type":"Final Merged","step":30,"object_id":"ml_9"},
          {"checkpoint_type":"Intermediate","step":20,"object_id":"ml_8"},
          {"checkpoint_type":"Intermediate","step":10,"object_id":"ml_7"},
          {"checkpoint_type":"Intermediate","step":5,"object_id":null}]}
        """);

    JobState job = done(backend().state("ft-1"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.SUCCEEDED);
    assertThat(job.model()).contains("ml_9");
    assertThat(job.checkpoints()).containsExactly("ml_7", "ml_8");
  }

  @ParameterizedTest
  @CsvSource({"404, Done", "403, Done", "500, Unknown", "429, Later"})
  void checkpointsThatCannotBeReadDoNotUndoASuccess(int status, String outcome) throws Exception {
    answer(
        get(JOBS + "/ft-1"),
        "{\"id\":\"ft-1\",\"status\":\"completed\",\"model_output_name\":\"me/Qwen-dr\"}");
    answer(get(JOBS + "/ft-1/checkpoints"), status, "{}");

    Attempt<JobState> attempt = backend().state("ft-1");

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    if (outcome.equals("Done")) {
      assertThat(done(attempt).model()).contains("me/Qwen-dr");
    }
  }

  @Test
  void aJobThatIsGoneIsNotKnown() throws Exception {
    answer(get(JOBS + "/ft-1"), 404, "{}");

    unknown(backend().state("ft-1"));
  }

  @Test
  void aJobIsFoundByItsModelsNameWhereTheListHasNoSuffix() throws Exception {
    answer(
        finding(),
        "[{\"id\":\"ft-0\",\"model_output_name\":\"me/Qwen-other-1\",\"status\":\"running\"},"
            + "{\"id\":\"ft-1\",\"model_output_name\":\"me/Qwen-"
            + NAME
            + "-1f\",\"status\":\"running\"}]");

    assertThat(done(backend().findJob(NAME)).orElseThrow().id()).isEqualTo("ft-1");
  }

  @Test
  void cancelsAJob() throws Exception {
    answer(cancelling("ft-1"), job("ft-1", "cancel_requested", NAME));

    assertThat(done(backend().cancel("ft-1")))
        .isEqualTo(JobState.underWay("ft-1", "cancel_requested"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../files", "a b", "a?b=c", "ä"})
  void anOddIdStaysInItsPlace(String id) throws Exception {
    answer(any(anyUrl()), "{}");

    unknown(backend().state(id));

    assertThat(sent()).singleElement().asString().startsWith("GET /v1/fine-tunes/");
    assertThat(requests().get(0).getUrl().split("/", -1)).hasSize(4);
  }

  @Test
  void objectsToWhatItDoesNotTake() {
    assertThat(backend().objections(ALL, 0))
        .hasSize(2)
        .anyMatch(text -> text.contains("at least 1 episode"))
        .anyMatch(
            text -> text.contains("learningRateMultiplier") && text.contains("learningRate "));
    assertThat(backend().objections(Hyperparameters.NONE, 1)).isEqualTo(List.of());
  }

  @Test
  void takesASeedAndDeploys() {
    assertThat(backend().takesSeed()).isTrue();
    assertThat(backend().deployments()).isPresent();
    assertThat(backend().notes()).singleElement().asString().contains("by the minute");
  }
}
