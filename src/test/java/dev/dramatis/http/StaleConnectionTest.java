package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A connection kept open by a server that resets it when it is used again. */
class StaleConnectionTest extends TransportFixture {
  private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** For each request, the connection that it came in on. */
  private final List<Integer> requests = new CopyOnWriteArrayList<>();

  @Test
  void countsAsAnAttemptAndIsTriedAgainByTheOneLoop() throws Exception {
    try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var serving = new Thread(() -> serve(listening));
      serving.setDaemon(true);
      serving.start();
      URI url = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/chat");

      Exchange first = transport.send(call(url, TransportFixture::byStatus));
      Exchange second = transport.send(call(url, TransportFixture::byStatus));

      assertThat(first).returns(1, Exchange::attempts);
      assertThat(second)
          .asInstanceOf(type(Exchange.Replied.class))
          .returns(2, Exchange.Replied::attempts);
      assertThat(requests).containsExactly(1, 1, 2);
      assertThat(time.slept()).hasSize(1);
    }
  }

  private void serve(ServerSocket listening) {
    for (int connection = 1; ; connection++) {
      try (Socket socket = listening.accept()) {
        socket.setSoLinger(true, 0);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        readRequest(in);
        requests.add(connection);
        socket.getOutputStream().write(REPLY.getBytes(US_ASCII));
        if (!readRequest(in)) continue;
        requests.add(connection);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Whether a whole request came. */
  private static boolean readRequest(BufferedReader in) throws IOException {
    int length = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty()) return in.skip(length) == length;
      if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
    }
    return false;
  }
}
