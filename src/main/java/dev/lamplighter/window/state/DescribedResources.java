package dev.lamplighter.window.state;

import dev.lamplighter.window.ec2.EbsVolume;
import dev.lamplighter.window.ec2.ElasticIp;
import java.util.Map;
import java.util.Optional;

/** The volumes and addresses as EC2 describes them, by id; empty where EC2 can't be called. */
public record DescribedResources(
        Optional<Map<String, EbsVolume>> volumes, Optional<Map<String, ElasticIp>> elasticIps) {}
