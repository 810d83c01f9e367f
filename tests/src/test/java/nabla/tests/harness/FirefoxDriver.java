package nabla.tests.harness;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.bidi.BiDi;
import org.openqa.selenium.bidi.Connection;
import org.openqa.selenium.bidi.HasBiDi;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/** Selenium's driver for a Firefox that was started here. */
final class FirefoxDriver extends RemoteWebDriver implements HasBiDi {
    private final BiDi bidi;

    FirefoxDriver(Firefox firefox) {
        super(new MarionetteExecutor(firefox), new ImmutableCapabilities("browserName", "firefox"));
        URI address = URI.create(String.valueOf(getCapabilities().getCapability("webSocketUrl")));
        HttpClient client = HttpClient.Factory.createDefault()
                .createClient(ClientConfig.defaultConfig().baseUri(address));
        bidi = new BiDi(new Connection(client, address.toString()), Duration.ofSeconds(30));
    }

    @Override
    public Optional<BiDi> maybeGetBiDi() {
        return Optional.of(bidi);
    }

    @Override
    public void quit() {
        bidi.close();
        super.quit();
    }
}
