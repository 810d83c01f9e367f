package nabla.tests.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The browsers in which the site is tested. */
public enum BrowserKind {
    /** With WebGPU in software, since no test machine has a graphics card. */
    CHROMIUM {
        @Override
        Browser start() {
            ChromeOptions options = new ChromeOptions();
            options.setBinary(program("chromium").toFile());
            options.addArguments(
                    "--headless=new",
                    "--window-size=1280,900",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-dev-shm-usage",
                    "--enable-unsafe-webgpu",
                    "--use-webgpu-adapter=swiftshader",
                    "--enable-unsafe-swiftshader");
            if (System.getProperty("user.name").equals("root")) {
                options.addArguments("--no-sandbox"); // Chromium's sandbox refuses root
            }
            options.setCapability("webSocketUrl", true);
            options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.IGNORE);
            File driver = program("chromedriver").toFile();
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(driver)
                    .usingAnyFreePort()
                    .build();
            return new Browser(() -> new ChromeDriver(service, options));
        }
    },

    FIREFOX {
        @Override
        Browser start() {
            return new Browser(() -> new FirefoxDriver(new Firefox(program("firefox-esr"))));
        }
    };

    abstract Browser start();

    /** Opens a browser without history, cookies or cache. Close it after use. */
    public Browser open() {
        return start();
    }

    private static Path program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        name + " is not installed. Do: apt-get install -y chromium chromium-driver firefox-esr"));
    }
}
