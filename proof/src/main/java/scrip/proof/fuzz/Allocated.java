package scrip.proof.fuzz;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What this process has used until now.
final class Allocated {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Allocated() {}

    /// Bytes that all threads have allocated, also those that have ended.
    static long bytes() {
        return THREADS.getTotalThreadAllocatedBytes();
    }

    /// Processor time of all threads, in nanoseconds.
    static long processorNanos() {
        return SYSTEM.getProcessCpuTime();
    }
}
