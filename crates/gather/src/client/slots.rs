//! Who may talk at once: so many requests to one host, so many in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The places at the counters. A host that nobody waits for takes no memory.
#[derive(Debug)]
pub struct Slots {
    per_host: usize,
    total: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// A place that is held until dropped.
#[derive(Debug)]
pub struct Slot {
    slots: Arc<Slots>,
    host: String,
    held: Option<(OwnedSemaphorePermit, OwnedSemaphorePermit)>,
}

impl Slots {
    pub fn new(per_host: usize, total: usize) -> Arc<Self> {
        let total = Arc::new(Semaphore::new(total.max(1)));
        Arc::new(Self { per_host: per_host.max(1), total, hosts: Mutex::default() })
    }

    /// Waits for a place at the host, then for one of all: a crowd before one host holds nobody else up.
    pub async fn take(self: &Arc<Self>, host: &str) -> Slot {
        let mut slot = Slot { slots: self.clone(), host: host.to_owned(), held: None };
        let counter = self.counter(host);
        let at_host = counter.acquire_owned().await.expect("the semaphores are never closed");
        let of_all = self.total.clone().acquire_owned().await.expect("the semaphores are never closed");
        slot.held = Some((at_host, of_all));
        slot
    }

    fn counter(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.lock();
        if let Some(counter) = hosts.get(host) {
            return counter.clone();
        }
        let counter = Arc::new(Semaphore::new(self.per_host));
        hosts.insert(host.to_owned(), counter.clone());
        counter
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<Semaphore>>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.held = None;
        let mut hosts = self.slots.lock();
        // Counters are cloned under this lock only, so a count of one means that nobody holds or waits.
        if hosts.get(&self.host).is_some_and(|counter| Arc::strong_count(counter) == 1) {
            hosts.remove(&self.host);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn poll_once<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_crowd_waits_and_leaves_no_trace() {
        let slots = Slots::new(1, 2);
        let Poll::Ready(first) = poll_once(pin!(slots.take("a"))) else { panic!("free") };
        let mut second = Box::pin(slots.take("a"));
        assert!(poll_once(second.as_mut()).is_pending());
        let Poll::Ready(other) = poll_once(pin!(slots.take("b"))) else { panic!("another host is free") };
        assert!(poll_once(pin!(slots.take("c"))).is_pending(), "two in all");
        drop(first);
        let Poll::Ready(second_slot) = poll_once(second.as_mut()) else { panic!("its turn") };
        drop(second);
        drop((second_slot, other));
        assert!(slots.lock().is_empty());
    }

    #[test]
    fn one_who_gives_up_waiting_leaves_no_trace() {
        let slots = Slots::new(1, 1);
        let Poll::Ready(first) = poll_once(pin!(slots.take("a"))) else { panic!("free") };
        let mut waiting = Box::pin(slots.take("b"));
        assert!(poll_once(waiting.as_mut()).is_pending());
        drop(waiting);
        drop(first);
        assert!(slots.lock().is_empty());
    }
}
