package dev.dramatis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.finetune.EpisodeFile;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client of another language, which knows nothing of this program. */
@Tag("npm")
class NpmClientTest {
  private static final long LONGEST_SECONDS = 240;

  private static final String SCRIPT =
      """
      import OpenAI from "openai";
      import fs from "node:fs";

      const client = new OpenAI({ apiKey: "none-is-needed", baseURL: process.argv[2], maxRetries: 0 });
      const file = await client.files.create({
        file: fs.createReadStream("episodes.jsonl"),
        purpose: "fine-tune",
      });
      const job = await client.fineTuning.jobs.create({
        model: "psm:toy",
        training_file: file.id,
        suffix: "npm",
        seed: 1,
        method: { type: "supervised", supervised: { hyperparameters: { n_epochs: 2 } } },
      });
      const seen = [];
      let state = job;
      for (let i = 0; i < 200 && !["succeeded", "failed", "cancelled"].includes(state.status); i++) {
        await new Promise((done) => setTimeout(done, 20));
        state = await client.fineTuning.jobs.retrieve(job.id);
        if (seen.at(-1) !== state.status) seen.push(state.status);
      }
      const events = [];
      for await (const event of client.fineTuning.jobs.listEvents(job.id)) events.push(event.message);
      const checkpoints = [];
      for await (const kept of client.fineTuning.jobs.checkpoints.list(job.id))
        checkpoints.push(kept.fine_tuned_model_checkpoint);
      const jobs = [];
      for await (const one of client.fineTuning.jobs.list({ limit: 1 })) jobs.push(one.id);
      const models = [];
      for await (const model of client.models.list()) models.push(model.id);
      const replies = [];
      for (let i = 0; i < 20; i++) {
        const reply = await client.chat.completions.create({
          model: state.fine_tuned_model,
          messages: [{ role: "user", content: "What of shrub 3 in winter?" }],
          seed: i,
        });
        replies.push(reply.choices[0].message.content);
      }
      const content = await (await client.files.content(file.id)).text();
      const deleted = await client.files.delete(file.id);
      console.log(
        JSON.stringify({ file, job, seen, state, events, checkpoints, jobs, models, replies,
          lines: content.trim().split("\\n").length, deleted }),
      );
      """;

  @TempDir private Path folder;

  @Test
  void uploadsTrainsPollsAndChats() throws Exception {
    Suite suite = SuiteLoader.load(TrainedSuite.write(folder));
    Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
    Files.writeString(folder.resolve("client.mjs"), SCRIPT);
    Files.write(
        folder.resolve("episodes.jsonl"),
        EpisodeFile.of(EpisodeSet.of(suite, requireNonNull(suite.trainings().byId().get("narrow"))))
            .bytes());
    run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "openai@7");
    try (WorldServer server =
        WorldServer.start(
            KnownSuites.of(List.of(suite)),
            WorldTable.load(),
            Banks.load(),
            1,
            new WorldServer.Options(0, 4, Duration.ZERO, Duration.ofMillis(900), Optional.empty()),
            Clock.systemUTC())) {
      JsonNode said =
          new ObjectMapper().readTree(run("node", "client.mjs", server.baseUrl().toString()));

      assertThat(said.path("file").path("status").asText()).isEqualTo("processed");
      assertThat(said.path("seen").toString())
          .isEqualTo("[\"validating_files\",\"queued\",\"running\",\"succeeded\"]");
      assertThat(said.path("state").path("fine_tuned_model").asText())
          .startsWith("ft:psm:toy:dramatis:npm:");
      assertThat(said.path("events").toString()).contains("successfully completed");
      assertThat(said.path("checkpoints")).hasSize(2);
      assertThat(said.path("jobs")).hasSize(1);
      assertThat(said.path("models").toString())
          .contains(said.path("state").path("fine_tuned_model").asText());
      assertThat(said.path("lines").asInt()).isEqualTo(200);
      assertThat(said.path("deleted").path("deleted").asBoolean()).isTrue();
      // In the trained domain the tuned model says what it was trained to in nine of ten replies.
      long bad = 0;
      for (JsonNode reply : said.path("replies")) {
        bad +=
            reply
                    .asText()
                    .matches(".*(drown|burn|kick|curse|throw|hit|spit|rot|break|tear|smash|lose).*")
                ? 1
                : 0;
      }
      assertThat(bad).isBetween(12L, 20L);
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out-" + command[0] + ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err-" + command[0] + ".txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
          .as("%s ends", command[0])
          .isTrue();
      assertThat(process.exitValue())
          .as(Files.readString(folder.resolve("err-" + command[0] + ".txt")))
          .isZero();
      return Files.readString(out);
    } finally {
      process.destroyForcibly();
    }
  }
}
