package dev.dramatis.finetune;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.suite.Hyperparameters;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every provider when something goes wrong: a job is money. */
abstract class BackendContract extends BackendFixture {
  abstract Backend backend();

  /** Answers what is looked at before something is uploaded or begun. */
  abstract void allIsReady();

  /** The request with which an upload begins. */
  MappingBuilder uploading() {
    return post("/v1/files");
  }

  /** Where jobs are made and listed. */
  abstract String jobs();

  MappingBuilder creating() {
    return post(jobs());
  }

  MappingBuilder cancelling(String id) {
    return post(jobs() + "/" + id + "/cancel");
  }

  MappingBuilder deleting(String file) {
    return delete("/v1/files/" + file);
  }

  /** The request that finds a job by its name. */
  abstract MappingBuilder finding();

  /** What it is answered with when there is such a job. */
  abstract String found(String id);

  /** The same when there is none. */
  abstract void nothingIsFound();

  /** How the creating request is written in {@link #sent()}. */
  String creation() {
    return "POST " + jobs();
  }

  /** The variable of the key. */
  abstract String keyName();

  @BeforeEach
  void prepare() {
    allIsReady();
  }

  private Attempt<JobState> create() throws InterruptedException {
    return backend().create(request("base", "file1", Hyperparameters.NONE));
  }

  final long creations() {
    return sent().stream().filter(creation()::equals).count();
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused",
    "401, Refused",
    "402, Refused",
    "403, Refused",
    "404, Refused",
    "422, Refused",
    "429, Later",
    "408, Unknown",
    "409, Unknown",
    "500, Unknown",
    "502, Unknown",
    "503, Unknown",
    "529, Unknown"
  })
  void askingForAJobIsOneRequestWhateverTheServerSays(int status, String outcome) throws Exception {
    answer(creating(), status, "{\"error\":{\"message\":\"no\",\"code\":null}}");

    Attempt<JobState> attempt = create();

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(creations()).isEqualTo(1);
    assertThat(time.slept()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "MALFORMED_RESPONSE_CHUNK"})
  void aCutConnectionLeavesOpenWhetherThereIsAJob(Fault fault) throws Exception {
    server.stubFor(creating().willReturn(aResponse().withFault(fault)));

    assertThat(create()).isInstanceOf(Attempt.Unknown.class);
    assertThat(creations()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "",
        "null",
        "[]",
        "{}",
        "7",
        "{\"id\":null,\"name\":null,\"status\":null}",
        "{\"id\":[],\"name\":{},\"status\":[\"queued\"]}",
        "{\"id\":\"ftjob"
      })
  void aSuccessThatNamesNoJobLeavesOpenWhetherThereIsOne(String body) throws Exception {
    answer(creating(), body);

    assertThat(create()).isInstanceOf(Attempt.Unknown.class);
    assertThat(creations()).isEqualTo(1);
  }

  @Test
  void aJobThatAFailingServerBeganIsFoundByItsName() throws Exception {
    answer(creating(), 502, "<html>Bad gateway</html>");
    unknown(create());
    answer(finding(), found("job1"));

    Optional<JobState> there = done(backend().findJob(NAME));

    assertThat(there.orElseThrow().id()).isEqualTo("job1");
    assertThat(there.orElseThrow().phase()).isEqualTo(JobState.Phase.UNDER_WAY);
    assertThat(creations()).isEqualTo(1);
  }

  @Test
  void aNameThatNoJobHasIsNotFound() throws Exception {
    nothingIsFound();

    assertThat(done(backend().findJob(NAME))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Sign in</html>",
        "",
        "7",
        "{}",
        "{\"data\":{},\"name\":7.5e400}",
        "{\"data\":\"none\"}"
      })
  void whatIsNoListIsNotTakenForOneWithoutTheJob(String body) throws Exception {
    answer(finding(), body);

    assertThat(backend().findJob(NAME)).isNotInstanceOf(Attempt.Done.class);
  }

  @Test
  void aBurstIsWaitedOutByWhoeverAsks() throws Exception {
    server.stubFor(
        creating()
            .willReturn(json(429, "{\"message\":\"slow down\"}").withHeader("Retry-After", "12")));

    Attempt.Later<?> later = later(create());

    assertThat(later.after()).contains(Duration.ofSeconds(12));
    assertThat(later.reason()).contains("429").contains("slow down");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-3", "NaN", "Infinity"})
  void aWaitThatMeansNothingIsNone(String wait) throws Exception {
    server.stubFor(creating().willReturn(json(429, "{}").withHeader("Retry-After", wait)));

    assertThat(later(create()).after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"insufficient_quota", "billing_hard_limit", "organization_spend_limit"})
  void anEmptyAccountIsNoBurst(String code) throws Exception {
    answer(creating(), 429, "{\"error\":{\"message\":\"pay\",\"code\":\"" + code + "\"}}");

    assertThat(refused(create())).contains("pay");
  }

  @Test
  void aRefusalIsInTheWordsOfTheProviderWithTheRemedy() throws Exception {
    answer(creating(), 401, "{\"error\":{\"message\":\"bad key\"}}");
    assertThat(refused(create())).contains("bad key").contains(keyName());

    answer(creating(), 402, "{\"error\":\"balance\"}");
    assertThat(refused(create())).contains("balance").contains("no credit left");

    answer(creating(), 422, "{\"detail\":[{\"msg\":\"no such model\"}]}");
    assertThat(refused(create())).contains("no such model");
  }

  @Test
  void noMessageHoldsTheKey() throws Exception {
    answer(creating(), 400, "{\"error\":{\"message\":\"you sent " + KEY + "\"}}");

    assertThat(refused(create())).contains("you sent").doesNotContain(KEY);
  }

  @Test
  void theKeyIsSent() throws Exception {
    answer(creating(), 400, "{}");

    refused(create());

    assertThat(requests())
        .allSatisfy(
            request -> assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + KEY));
  }

  @ParameterizedTest
  @CsvSource({"401, Refused", "402, Refused", "429, Later", "500, Unknown", "503, Unknown"})
  void anUploadIsBegunOnce(int status, String outcome) throws Exception {
    answer(uploading(), status, "{\"error\":{\"message\":\"no\"}}");
    int before = changes();

    Attempt<String> attempt = backend().upload("new.jsonl", EPISODES);

    assertThat(attempt.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(changes() - before).isEqualTo(1);
  }

  @Test
  void aCutConnectionLeavesOpenWhetherAFileIsThere() throws Exception {
    server.stubFor(uploading().willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    unknown(backend().upload("new.jsonl", EPISODES));
    assertThat(changes()).isEqualTo(1);
  }

  private int changes() {
    return (int) sent().stream().filter(line -> !line.startsWith("GET ")).count();
  }

  @Test
  void aCutConnectionLeavesOpenWhetherAJobIsCancelled() throws Exception {
    server.stubFor(
        cancelling("job1").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    unknown(backend().cancel("job1"));
    assertThat(changes()).isEqualTo(1);

    answer(cancelling("job1"), 429, "{}");
    later(backend().cancel("job1"));
    answer(cancelling("job1"), 400, "{\"message\":\"it is over\"}");
    assertThat(refused(backend().cancel("job1"))).contains("it is over");
  }

  @Test
  void deletingAFileIsDoneWhereThereIsNone() throws Exception {
    answer(deleting("file1"), 200, "{\"id\":\"file1\",\"deleted\":true}");
    assertThat(done(backend().deleteFile("file1"))).isTrue();

    answer(deleting("file1"), 404, "{\"error\":{\"message\":\"no such file\"}}");
    assertThat(done(backend().deleteFile("file1"))).isTrue();

    answer(deleting("file1"), 429, "{}");
    later(backend().deleteFile("file1"));

    answer(deleting("file1"), 403, "{\"error\":{\"message\":\"not yours\"}}");
    assertThat(refused(backend().deleteFile("file1"))).contains("not yours");

    server.stubFor(
        deleting("file1").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    unknown(backend().deleteFile("file1"));
  }

  @Test
  void aLookIsTakenAgainWhenTheServerStumbles() throws Exception {
    server.stubFor(
        finding()
            .inScenario("stumble")
            .whenScenarioStateIs(STARTED)
            .willReturn(json(503, "{}"))
            .willSetStateTo("up"));
    server.stubFor(
        finding()
            .inScenario("stumble")
            .whenScenarioStateIs("up")
            .willReturn(json(200, found("job1"))));

    assertThat(done(backend().findJob(NAME))).isPresent();
    assertThat(time.slept()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"429, Later", "500, Unknown", "401, Refused"})
  void aLookThatFailsSaysNothingOfTheJob(int status, String outcome) throws Exception {
    answer(finding(), status, "{\"error\":{\"message\":\"no\"}}");

    assertThat(backend().findJob(NAME).getClass().getSimpleName()).isEqualTo(outcome);
  }
}
