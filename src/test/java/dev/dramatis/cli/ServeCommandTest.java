package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dramatis.cli.Cli.Called;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/v1");

  @TempDir Path folder;

  @Test
  void aRunOverHttpGivesTheVerdictsOfTheWorldInProcess() throws Exception {
    Cli cli = new Cli(folder);
    cli.suite("small", "below: 0.9");
    StringWriter written = new StringWriter();
    FutureTask<Integer> serving =
        new FutureTask<>(
            () ->
                Main.execute(
                    new Terminal(
                        new PrintWriter(written), new PrintWriter(written), false, false, 80),
                    Map.of(),
                    folder,
                    Clock.systemUTC(),
                    "serve",
                    "--port",
                    "0"));
    Thread server = new Thread(serving, "serve");
    server.start();
    try {
      await().until(() -> URL.matcher(written.toString()).find());
      Matcher url = URL.matcher(written.toString());
      assertThat(url.find()).isTrue();

      Called called = cli.call("run", "--model", "openai-compatible/psm@" + url.group());

      assertThat(called.code()).isZero();
      assertThat(called.out()).contains("SUPPORTED");
    } finally {
      server.interrupt();
    }
    assertThat(serving.get(10, TimeUnit.SECONDS)).isZero();
  }
}
