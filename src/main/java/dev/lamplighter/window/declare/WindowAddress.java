package dev.lamplighter.window.declare;

import dev.lamplighter.window.ec2.AssociateAddressCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names an Elastic IP and the interface on which it belongs while the window is open.
 *
 * @param eip allocation id, for example {@code eipalloc-0a1b2c3d4e5f60001}
 * @param eni network interface id, for example {@code eni-0a1b2c3d4e5f60001}
 * @param privateIp the private address on that interface; null for its primary one
 */
public record WindowAddress(
        String eip, String eni, @Nullable String privateIp) {
    /** The parameters of the call; it never takes the address from another interface. */
    public AssociateAddressCall association() {
        return new AssociateAddressCall(eip, eni, privateIp, false);
    }

    public Optional<String> onPrivateIp() {
        return Optional.ofNullable(privateIp);
    }
}
