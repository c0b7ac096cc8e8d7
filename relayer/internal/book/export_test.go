package book

// Changes says that an offer is being taken in or forgotten.
func (b *Book) Changes() bool {
	free := b.changing.TryLock()
	if free {
		b.changing.Unlock()
	}
	return !free
}
