package dev.dramatis.http;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a proxy set for the whole Java virtual machine. */
class ProxyTest extends TransportFixture {
  private final ProxySelector before = ProxySelector.getDefault();
  private final List<URI> asked = new ArrayList<>();

  @BeforeEach
  void setProxy() {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(new Proxy(Proxy.Type.HTTP, address));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {}
        });
  }

  @AfterEach
  void restoreProxy() {
    ProxySelector.setDefault(before);
  }

  @Test
  void goesThroughTheProxyToAnotherMachine() throws Exception {
    transport = transport(TransportSettings.standard(2, 7).withAllowPlainHttp(true));
    always(ok("{}"));
    URI url = URI.create("http://provider.invalid/chat");

    assertThat(transport.send(call(url, TransportFixture::byStatus)))
        .isInstanceOf(Exchange.Replied.class);
    assertThat(asked).extracting(URI::getHost).containsExactly("provider.invalid");
  }

  @Test
  void neverGoesThroughTheProxyToThisMachine() throws Exception {
    always(ok("{}"));

    assertThat(send()).isInstanceOf(Exchange.Replied.class);
    assertThat(asked).isEmpty();
    server.verify(1, anyRequestedFor(anyUrl()));
  }
}
