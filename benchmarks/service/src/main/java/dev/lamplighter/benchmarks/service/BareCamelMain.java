package dev.lamplighter.benchmarks.service;

import java.nio.file.Path;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Runs a Camel Main as the manual shows it, with nothing of ours: a folder of routes in YAML and one EC2 client. Its routes
 * have the endpoints of the service with light and a window, and do nothing else.
 */
public final class BareCamelMain {
    private BareCamelMain() {}

    /** Takes the folder of routes. */
    public static void main(String[] args) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation(
                "false"); // the class path has ours, for the configuration of the log
        main.configure().withRoutesIncludePattern("file:" + Path.of(args[0]).toAbsolutePath() + "/*.camel.yaml");
        main.bind(
                "ec2",
                Ec2Client.builder().httpClient(UrlConnectionHttpClient.create()).build());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                System.out.println("started routes=" + started.getCamelContext().getRoutesSize());
            }
        });
        main.run();
    }
}
