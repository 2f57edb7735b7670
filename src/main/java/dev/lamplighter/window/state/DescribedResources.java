package dev.lamplighter.window.state;

import dev.lamplighter.window.ec2.EbsVolume;
import dev.lamplighter.window.ec2.ElasticIp;
import java.util.Map;
import java.util.Optional;

/** What EC2 says beside the instances, by id; empty where it can't be asked. */
public record DescribedResources(
        Optional<Map<String, EbsVolume>> volumes, Optional<Map<String, ElasticIp>> elasticIps) {}
