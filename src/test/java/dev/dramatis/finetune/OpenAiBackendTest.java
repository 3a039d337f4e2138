package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import dev.dramatis.suite.Hyperparameters;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiBackendTest extends BackendContract {
  private static final String JOBS = "/v1/fine_tuning/jobs";

  @Override
  Backend backend() {
    return new OpenAiBackend(api("openai", "/v1", keyName()), true);
  }

  @Override
  String jobs() {
    return JOBS;
  }

  @Override
  void allIsReady() {
    // Nothing is looked at.
  }

  @Override
  MappingBuilder finding() {
    return get(urlPathEqualTo(JOBS));
  }

  @Override
  String found(String id) {
    return list(job("ftjob-other", "running", ""), named(id), "null", "[]", "3");
  }

  @Override
  void nothingIsFound() {
    answer(finding(), list(job("ftjob-other", "running", ",\"user_provided_suffix\":\"x\"")));
  }

  @Override
  String keyName() {
    return "OPENAI_API_KEY";
  }

  private static String named(String id) {
    return job(id, "queued", ",\"metadata\":{\"dramatis\":\"" + NAME + "\"}");
  }

  private static String job(String id, String status, String more) {
    return "{\"object\":\"fine_tuning.job\",\"id\":\""
        + id
        + "\",\"status\":\""
        + status
        + "\",\"fine_tuned_model\":null,\"error\":{}"
        + more
        + "}";
  }

  private static String list(String... entries) {
    return "{\"object\":\"list\",\"data\":[" + String.join(",", entries) + "],\"has_more\":false}";
  }

  @Test
  void uploadsEpisodesAndFindsThemByTheirName() throws Exception {
    answer(uploading(), "{\"id\":\"file-1\",\"filename\":\"e.jsonl\"}");
    assertThat(done(backend().upload("e.jsonl", EPISODES))).isEqualTo("file-1");
    String form = requests().get(0).getBodyAsString();
    assertThat(form)
        .contains("name=\"purpose\"", "fine-tune", "name=\"file\"; filename=\"e.jsonl\"", "é");

    answer(
        get(urlEqualTo("/v1/files?purpose=fine-tune&limit=100")),
        "{\"data\":[{\"id\":\"file-0\",\"filename\":\"d.jsonl\"}],\"has_more\":true}");
    answer(
        get(urlEqualTo("/v1/files?purpose=fine-tune&limit=100&after=file-0")),
        list("{\"id\":\"file-1\",\"filename\":\"e.jsonl\"}"));
    assertThat(done(backend().findFile("e.jsonl"))).contains("file-1");
    assertThat(done(backend().findFile("f.jsonl"))).isEmpty();
  }

  @Test
  void aListThatGoesInCirclesEnds() throws Exception {
    answer(
        get(urlPathEqualTo("/v1/files")),
        "{\"data\":[{\"id\":\"file-0\",\"filename\":\"d\"}],\"has_more\":true}");

    assertThat(done(backend().findFile("e.jsonl"))).isEmpty();
    assertThat(sent()).hasSize(2);
  }

  @Test
  void beginsAJobWithEverythingThatItTakes() throws Exception {
    answer(creating(), named("ftjob-1"));

    JobState job =
        done(
            backend()
                .create(
                    request(
                        "gpt-4.1-nano-2025-04-14",
                        "file-1",
                        new Hyperparameters(
                            OptionalInt.of(2),
                            OptionalInt.of(4),
                            OptionalDouble.empty(),
                            OptionalDouble.of(0.5),
                            OptionalInt.empty()))));

    assertThat(job).isEqualTo(JobState.underWay("ftjob-1", "queued"));
    assertThat(lastBody())
        .isEqualTo(
            tree(
                """
                {"model":"gpt-4.1-nano-2025-04-14","training_file":"file-1",
                 "suffix":"dr4f00c0ffee12","seed":7,
                 "method":{"type":"supervised","supervised":{"hyperparameters":
                   {"n_epochs":2,"batch_size":4,"learning_rate_multiplier":0.5}}},
                 "metadata":{"dramatis":"dr4f00c0ffee12","label":"suite, training, 1"}}
                """));
  }

  @Test
  void leavesToTheProviderWhatIsNotSaid() throws Exception {
    answer(creating(), named("ftjob-1"));

    done(backend().create(request("gpt-4.1", "file-1", Hyperparameters.NONE)));

    assertThat(lastBody().path("method"))
        .isEqualTo(tree("{\"type\":\"supervised\",\"supervised\":{}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "validating_files, UNDER_WAY",
    "queued, UNDER_WAY",
    "running, UNDER_WAY",
    "paused, UNDER_WAY",
    "dreaming, UNDER_WAY",
    "'', UNDER_WAY",
    "failed, FAILED",
    "cancelled, CANCELLED"
  })
  void knowsEveryStatus(String status, JobState.Phase phase) throws Exception {
    answer(get(JOBS + "/ftjob-1"), job("ftjob-1", status, ""));

    JobState job = done(backend().state("ftjob-1"));

    assertThat(job.phase()).isEqualTo(phase);
    assertThat(job.status()).isEqualTo(status);
    assertThat(job.model()).isEmpty();
  }

  @Test
  void aModerationBlockIsAnOutcomeInTheProvidersWords() throws Exception {
    answer(
        get(JOBS + "/ftjob-1"),
        "{\"id\":\"ftjob-1\",\"status\":\"failed\",\"error\":{\"code\":\"unsafe_file\","
            + "\"message\":\"blocked: hate,\\n violence exceed the limits\"}}");

    JobState job = done(backend().state("ftjob-1"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.FAILED);
    assertThat(job.message()).isEqualTo("unsafe_file blocked: hate, violence exceed the limits");
  }

  @Test
  void aJobThatSucceededNamesItsModelAndItsCheckpoints() throws Exception {
    answer(
        get(JOBS + "/ftjob-1"),
        "{\"id\":\"ftjob-1\",\"status\":\"succeeded\",\"fine_tuned_model\":\"ft:a:b:c:d\"}");
    answer(
        get(urlEqualTo(JOBS + "/ftjob-1/checkpoints?limit=100")),
        list(
            "{\"step_number\":20,\"fine_tuned_model_checkpoint\":\"ft:a:b:c:d:ckpt-step-20\"}",
            "{\"step_number\":10,\"fine_tuned_model_checkpoint\":\"ft:a:b:c:d:ckpt-step-10\"}",
            "{\"step_number\":null}"));

    JobState job = done(backend().state("ftjob-1"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.SUCCEEDED);
    assertThat(job.model()).contains("ft:a:b:c:d");
    assertThat(job.checkpoints())
        .containsExactly("ft:a:b:c:d:ckpt-step-10", "ft:a:b:c:d:ckpt-step-20");
  }

  @ParameterizedTest
  @CsvSource({"404, Done", "403, Done", "500, Unknown", "429, Later"})
  void checkpointsThatCannotBeReadDoNotUndoASuccess(int status, String outcome) throws Exception {
    answer(
        get(JOBS + "/ftjob-1"),
        "{\"id\":\"ftjob-1\",\"status\":\"succeeded\",\"fine_tuned_model\":\"ft:a\"}");
    answer(get(urlPathEqualTo(JOBS + "/ftjob-1/checkpoints")), status, "{}");

    assertThat(backend().state("ftjob-1").getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void aJobThatIsGoneIsNotKnown() throws Exception {
    answer(get(JOBS + "/ftjob-1"), 404, "{}");

    unknown(backend().state("ftjob-1"));
  }

  @Test
  void tellsEventsOnceAndInTheirOrder() throws Exception {
    answer(
        get(urlPathEqualTo(JOBS + "/ftjob-1/events")).withQueryParam("limit", equalTo("100")),
        list(
            "{\"created_at\":30,\"message\":\"third\"}",
            "{\"created_at\":20,\"message\":\"second\"}",
            "{\"created_at\":10,\"message\":\"first\"}"));

    assertThat(backend().events("ftjob-1", 1)).containsExactly("second", "third");
    assertThat(backend().events("ftjob-1", 3)).isEmpty();
    assertThat(backend().events("ftjob-2", 0)).isEmpty();
  }

  @Test
  void cancelsAJob() throws Exception {
    answer(cancelling("ftjob-1"), job("ftjob-1", "cancelled", ""));

    assertThat(done(backend().cancel("ftjob-1")).phase()).isEqualTo(JobState.Phase.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_provided_suffix", "suffix"})
  void aJobIsFoundByItsSuffixToo(String field) throws Exception {
    answer(finding(), list(job("ftjob-1", "running", ",\"" + field + "\":\"" + NAME + "\"")));

    assertThat(done(backend().findJob(NAME)).orElseThrow().id()).isEqualTo("ftjob-1");
  }

  @Test
  void objectsToWhatItDoesNotTake() {
    assertThat(backend().objections(ALL, 9))
        .hasSize(3)
        .anyMatch(text -> text.contains("at least 10 episodes") && text.contains("has 9"))
        .anyMatch(text -> text.contains("learningRateMultiplier") && text.contains("leave it out"))
        .anyMatch(text -> text.contains("loraRank"));
    assertThat(backend().objections(Hyperparameters.NONE, 10)).isEmpty();
  }

  @Test
  void takesASeedAndNeedsNoDeployment() throws Exception {
    assertThat(backend().takesSeed()).isTrue();
    assertThat(backend().deployments()).isEmpty();
    assertThat(backend().notes()).singleElement().asString().contains("6 January 2027");
    assertThat(new OpenAiBackend(api("openai-compatible", "/v1", keyName()), false).notes())
        .isEqualTo(List.of());
    assertThat(sent()).isEmpty();
  }
}
