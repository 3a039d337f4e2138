package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import dev.dramatis.suite.Hyperparameters;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistralBackendTest extends BackendContract {
  private static final String JOBS = "/v1/fine_tuning/jobs";

  @Override
  Backend backend() {
    return new MistralBackend(api("mistral", "/v1", keyName()));
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
    return "{\"total\":2,\"data\":[" + job("other", "RUNNING", "") + "," + named(id) + "]}";
  }

  @Override
  void nothingIsFound() {
    answer(finding(), "{\"total\":0,\"object\":\"list\"}");
  }

  @Override
  String keyName() {
    return "MISTRAL_API_KEY";
  }

  private static String named(String id) {
    return job(id, "QUEUED", ",\"suffix\":\"" + NAME + "\"");
  }

  private static String job(String id, String status, String more) {
    return "{\"object\":\"job\",\"id\":\""
        + id
        + "\",\"status\":\""
        + status
        + "\",\"fine_tuned_model\":null"
        + more
        + "}";
  }

  @Test
  void uploadsEpisodesAndFindsThemByTheirName() throws Exception {
    answer(uploading(), "{\"id\":\"f1\",\"filename\":\"e.jsonl\"}");
    assertThat(done(backend().upload("e.jsonl", EPISODES))).isEqualTo("f1");
    assertThat(requests().get(0).getBodyAsString())
        .contains("name=\"purpose\"", "fine-tune", "name=\"file\"; filename=\"e.jsonl\"", "é");

    String other = "{\"id\":\"f0\",\"filename\":\"d.jsonl\"}";
    answer(
        get(urlEqualTo("/v1/files?purpose=fine-tune&page=0&page_size=100")),
        "{\"total\":101,\"data\":[" + String.join(",", Collections.nCopies(100, other)) + "]}");
    answer(
        get(urlEqualTo("/v1/files?purpose=fine-tune&page=1&page_size=100")),
        "{\"total\":101,\"data\":[{\"id\":\"f1\",\"filename\":\"e.jsonl\"}]}");
    assertThat(done(backend().findFile("e.jsonl"))).contains("f1");
    assertThat(done(backend().findFile("f.jsonl"))).isEmpty();
  }

  @Test
  void givesUpOnAListThatDoesNotEnd() throws Exception {
    answer(
        get(urlPathEqualTo("/v1/files")),
        "{\"data\":[" + String.join(",", Collections.nCopies(100, "{}")) + "]}");

    assertThat(refused(backend().findFile("e.jsonl"))).contains("delete old ones");
    assertThat(sent()).hasSize(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "{\"id\":null}", "<html>"})
  void aFileWithoutAnIdMayBeThere(String body) throws Exception {
    answer(uploading(), body);

    unknown(backend().upload("e.jsonl", EPISODES));
  }

  @Test
  void beginsAJobThatStartsByItself() throws Exception {
    answer(creating(), named("j1"));

    JobState job =
        done(
            backend()
                .create(
                    request(
                        "ministral-8b-latest",
                        "f1",
                        new Hyperparameters(
                            OptionalInt.of(2),
                            OptionalInt.empty(),
                            OptionalDouble.of(1e-4),
                            OptionalDouble.empty(),
                            OptionalInt.empty()))));

    assertThat(job).isEqualTo(JobState.underWay("j1", "QUEUED"));
    assertThat(lastBody())
        .isEqualTo(
            tree(
                """
                {"model":"ministral-8b-latest","suffix":"dr4f00c0ffee12","job_type":"completion",
                 "auto_start":true,"training_files":[{"file_id":"f1","weight":1}],
                 "hyperparameters":{"epochs":2,"learning_rate":1.0E-4}}
                """));
  }

  @Test
  void leavesToTheProviderWhatIsNotSaid() throws Exception {
    answer(creating(), named("j1"));

    done(backend().create(request("m", "f1", Hyperparameters.NONE)));

    assertThat(lastBody().path("hyperparameters")).isEqualTo(tree("{}"));
  }

  @Test
  void asksForTheJobsOfItsNameAlone() throws Exception {
    answer(finding(), found("j1"));

    done(backend().findJob(NAME));

    assertThat(sent()).containsExactly("GET " + JOBS + "?suffix=" + NAME + "&page=0&page_size=100");
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, UNDER_WAY",
    "STARTED, UNDER_WAY",
    "VALIDATING, UNDER_WAY",
    "VALIDATED, UNDER_WAY",
    "RUNNING, UNDER_WAY",
    "CANCELLATION_REQUESTED, UNDER_WAY",
    "DREAMING, UNDER_WAY",
    "'', UNDER_WAY",
    "FAILED_VALIDATION, FAILED",
    "FAILED, FAILED",
    "CANCELLED, CANCELLED"
  })
  void knowsEveryStatus(String status, JobState.Phase phase) throws Exception {
    answer(get(JOBS + "/j1"), job("j1", status, ",\"events\":null"));

    assertThat(done(backend().state("j1")))
        .isEqualTo(new JobState("j1", phase, status, "", Optional.empty(), List.of()));
  }

  @Test
  void aJobThatSucceededNamesItsModel() throws Exception {
    answer(
        get(JOBS + "/j1"),
        "{\"id\":\"j1\",\"status\":\"SUCCESS\",\"fine_tuned_model\":\"ft:m:a:b:c\","
            + "\"checkpoints\":[{\"step_number\":10,\"metrics\":{}}]}");

    JobState job = done(backend().state("j1"));

    assertThat(job.phase()).isEqualTo(JobState.Phase.SUCCEEDED);
    assertThat(job.model()).contains("ft:m:a:b:c");
    assertThat(job.checkpoints()).isEmpty();
  }

  @Test
  void aFailureIsInTheProvidersWords() throws Exception {
    String events =
        """
        ,"events":[{"name":"status-updated","created_at":20,
            "data":{"status":"FAILED_VALIDATION","error":"flagged: hate"}},
          {"name":"status-updated","created_at":10,"data":{"status":"QUEUED"}},
          {"name":"created","created_at":5,"data":null},7,{"created_at":30}]
        """;
    answer(get(JOBS + "/j1"), job("j1", "FAILED_VALIDATION", events));

    assertThat(done(backend().state("j1")).message()).contains("flagged: hate");
    assertThat(backend().events("j1", 0))
        .containsExactly(
            "created",
            "status-updated {\"status\":\"QUEUED\"}",
            "status-updated {\"status\":\"FAILED_VALIDATION\",\"error\":\"flagged: hate\"}");
    assertThat(backend().events("j1", 2)).hasSize(1);
    assertThat(backend().events("j2", 0)).isEmpty();

    answer(get(JOBS + "/j1"), job("j1", "FAILED", ",\"message\":\"out of memory\"" + events));
    assertThat(done(backend().state("j1")).message()).isEqualTo("out of memory");
  }

  @Test
  void aJobThatIsGoneIsNotKnown() throws Exception {
    answer(get(JOBS + "/j1"), 404, "{}");

    unknown(backend().state("j1"));
  }

  @Test
  void cancelsAJob() throws Exception {
    answer(cancelling("j1"), job("j1", "CANCELLATION_REQUESTED", ""));

    assertThat(done(backend().cancel("j1")))
        .isEqualTo(JobState.underWay("j1", "CANCELLATION_REQUESTED"));
  }

  @Test
  void objectsToWhatItDoesNotTake() {
    assertThat(backend().objections(ALL, 0))
        .hasSize(4)
        .anyMatch(text -> text.contains("at least 1 episode"))
        .anyMatch(text -> text.contains("learningRateMultiplier") && text.contains("learningRate "))
        .anyMatch(text -> text.contains("batchSize"))
        .anyMatch(text -> text.contains("loraRank"));
    assertThat(backend().objections(Hyperparameters.NONE, 1)).isEmpty();
  }

  @Test
  void takesNoSeedAndNeedsNoDeployment() throws Exception {
    assertThat(backend().takesSeed()).isFalse();
    assertThat(backend().deployments()).isEmpty();
    assertThat(backend().notes()).hasSize(2).anyMatch(text -> text.contains("deprecated"));
  }
}
