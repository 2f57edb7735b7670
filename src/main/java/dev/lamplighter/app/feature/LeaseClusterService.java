package dev.lamplighter.app.feature;

import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.util.List;
import java.util.Optional;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/**
 * Gives Camel the leases as a cluster, so that {@code master:} and clustered route policies work in any route: each namespace
 * is a lease of its name. Where no copies share a state this one leads everywhere.
 */
final class LeaseClusterService extends AbstractCamelClusterService<LeaseClusterService.View> {
    private final Leases leases;

    LeaseClusterService(Leases leases) {
        super("lamplighter-leases");
        this.leases = leases;
    }

    @Override
    protected View createView(String namespace) {
        return new View(this, namespace, leases);
    }

    /** The copies that share the lease of a namespace, as far as one copy knows them: itself and the holder. */
    static final class View extends AbstractCamelClusterView {
        private final Lease lease;
        private final Leases leases;
        private volatile boolean isStartedToTell;

        View(LeaseClusterService service, String namespace, Leases leases) {
            super(service, namespace);
            this.leases = leases;
            this.lease = leases.named(namespace);
            leases.listen(name -> {
                if (name.equals(namespace) && isStartedToTell) {
                    fireLeadershipChangedEvent(leader());
                }
            });
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return Optional.of(leader());
        }

        private CamelClusterMember leader() {
            return lease.isHeld() ? getLocalMember() : new Member(lease.holder(), true, false);
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return new Member(leases.self(), lease.isHeld(), true);
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return lease.isHeld()
                    ? List.of(getLocalMember())
                    : List.of(getLocalMember(), new Member(lease.holder(), true, false));
        }

        @Override
        protected void doStart() {
            isStartedToTell = true;
            fireLeadershipChangedEvent(leader());
        }

        @Override
        protected void doStop() {
            isStartedToTell = false;
        }
    }

    /** A copy of the service. */
    private record Member(String id, boolean leads, boolean local) implements CamelClusterMember {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public boolean isLeader() {
            return leads;
        }

        @Override
        public boolean isLocal() {
            return local;
        }
    }
}
