package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that sends a byte every few milliseconds, so that no read ever waits for long. */
class DribbleTest extends TransportFixture {
  private static final int BODY = 150;
  private static final long MILLIS_PER_BYTE = 10;

  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void isCutOffByTheTimeOfTheAttempt() throws Exception {
    policy = policy.withMaxAttempts(1).withAttemptTimeout(Duration.ofMillis(150));
    var scheduler = Executors.newScheduledThreadPool(2);
    try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var serving =
          scheduler.submit(
              () -> {
                Socket socket = listening.accept();
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + BODY + "\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(US_ASCII));
                return scheduler.scheduleAtFixedRate(
                    () -> sendByte(socket), 0, MILLIS_PER_BYTE, TimeUnit.MILLISECONDS);
              });
      URI url = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/chat");

      assertThat(transport.send(call(url, TransportFixture::byStatus)))
          .asInstanceOf(type(Exchange.Failed.class))
          .returns(FailureKind.TIMEOUT, Exchange.Failed::kind);
      assertThat(serving).succeedsWithin(Duration.ofSeconds(1));
      assertThat(sent.get()).isBetween(2, BODY - 1);
    } finally {
      scheduler.shutdownNow();
    }
  }

  /** Its failure, when the client has gone, ends the schedule. */
  private void sendByte(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      sent.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
