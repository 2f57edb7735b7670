package dev.lamplighter.sandbox.cur;

import java.util.List;

/** Says who uses something for a while: an account and one of its resources. */
record ResourceOwner(Seed seed, String account) {
    static ResourceOwner of(Seed seed, List<String> accounts) {
        return new ResourceOwner(seed, seed.and("account").pick(accounts));
    }

    /** A resource id in EC2's form: {@code i-0123456789abcdef0}. */
    String ec2Id(String kind) {
        return kind + "-0" + seed.and(kind).hex(16);
    }

    String bucketName() {
        return "data-" + account + "-" + seed.and("bucket").hex(8);
    }

    String arn(String service, Region region, String resource) {
        return "arn:aws:" + service + ":" + region.code() + ":" + account + ":" + resource + "-"
                + seed.and(service).hex(6);
    }
}
