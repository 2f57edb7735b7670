package dev.lamplighter.window.state;

import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.ec2.DescribedVolume;
import dev.lamplighter.window.ec2.LaunchedInstance;
import java.util.Map;
import java.util.Optional;

/** Holds the volumes and addresses as EC2 describes them, by id, empty where EC2 can't be called; and what was found of launches
 * without an answer, by client token. */
public record DescribedResources(
        Optional<Map<String, DescribedVolume>> volumes,
        Optional<Map<String, DescribedElasticIp>> elasticIps,
        Map<String, LaunchedInstance> launched) {}
