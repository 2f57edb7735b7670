package dev.lamplighter.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read from AWS's messages, in the words of its documentation and of its answers. */
final class AccessDenialTest {
    @Test
    void theActionAndTheResourceAreTheMessages() {
        assertThat(AccessDenial.in("You are not authorized to perform this operation. User:"
                        + " arn:aws:iam::123456789012:user/ann is not authorized to perform: ec2:StopInstances on"
                        + " resource: arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d4e5f60001 because no"
                        + " identity-based policy allows the ec2:StopInstances action. Encoded authorization failure"
                        + " message: AbC-d_e.f"))
                .contains(new AccessDenial(
                        "ec2:StopInstances",
                        "arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1b2c3d4e5f60001",
                        false,
                        "AbC-d_e.f"));
        assertThat(AccessDenial.in("User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " s3:ListBucket on resource: \"arn:aws:s3:::reports\" because no resource-based policy allows"
                        + " the s3:ListBucket action"))
                .contains(new AccessDenial("s3:ListBucket", "arn:aws:s3:::reports", false, ""));
        assertThat(AccessDenial.in("User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " ec2:DescribeInstances because no identity-based policy allows the"
                        + " ec2:DescribeInstances action"))
                .contains(new AccessDenial("ec2:DescribeInstances", "", false, ""));
    }

    @Test
    void aDenyIsNoMissingStatement() {
        assertThat(AccessDenial.in("User: arn:aws:iam::1:user/ann is not authorized to perform: ec2:StartInstances on"
                                + " resource: arn:aws:ec2:eu-west-1:1:instance/i-1 with an explicit deny in a"
                                + " service control policy")
                        .orElseThrow()
                        .isDenied())
                .isTrue();
    }

    @Test
    void whatAwsDoesNotNameIsNotGuessed() {
        assertThat(AccessDenial.in("Access Denied")).isEmpty();
        assertThat(AccessDenial.in("You are not authorized to perform this operation. Encoded authorization failure"
                        + " message: abc"))
                .isEmpty();
        assertThat(AccessDenial.encoded("Encoded authorization failure message: abc"))
                .isEqualTo("abc");
    }
}
