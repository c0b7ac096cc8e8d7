package api

import (
	"container/list"
	"sync"
)

// lru remembers what was asked for last. Its methods may be called at once.
type lru[K comparable, V any] struct {
	most int

	mu    sync.Mutex
	order *list.List // the last asked for first
	byKey map[K]*list.Element
}

type remembered[K comparable, V any] struct {
	key   K
	value V
}

func newLRU[K comparable, V any](most int) *lru[K, V] {
	return &lru[K, V]{most: most, order: list.New(), byKey: map[K]*list.Element{}}
}

func (l *lru[K, V]) get(key K) (value V, found bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.byKey[key]
	if at == nil {
		return value, false
	}
	l.order.MoveToFront(at)
	kept, _ := at.Value.(remembered[K, V])
	return kept.value, true
}

// put remembers a value, and forgets the one that nobody asked for for longest if there are too many.
func (l *lru[K, V]) put(key K, value V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at := l.byKey[key]; at != nil {
		l.order.Remove(at)
	}
	l.byKey[key] = l.order.PushFront(remembered[K, V]{key, value})
	if l.order.Len() > l.most {
		oldest, _ := l.order.Remove(l.order.Back()).(remembered[K, V])
		delete(l.byKey, oldest.key)
	}
}

// has says whether something is remembered, and does not count as asking for it.
func (l *lru[K, V]) has(key K) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.byKey[key] != nil
}

// pop forgets what was asked for last, and says what it was.
func (l *lru[K, V]) pop() (key K, found bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.order.Len() == 0 {
		return key, false
	}
	latest, _ := l.order.Remove(l.order.Front()).(remembered[K, V])
	delete(l.byKey, latest.key)
	return latest.key, true
}

func (l *lru[K, V]) len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.order.Len()
}
