/*
 * file.c - a job as a file that appears whole (labels/delivery.h), for `copy /b` or a USB stick.
 */
#include "labels/delivery.h"
#include "labels/send/send.h"

static gi_status write_file(const gi_sending *job, gi_delivery *delivery, gi_error *err)
{
    GI_TRY(gi_delivery_write(delivery, job->parcel.bytes, err));
    return gi_delivery_finish(delivery, err);
}

gi_status gi_send_file(gi_sending *job, gi_error *err)
{
    gi_delivery delivery;
    GI_TRY(gi_delivery_begin(job->file, false, &delivery, err));
    gi_status status = write_file(job, &delivery, err);
    gi_delivery_clear(&delivery);
    job->sent = status == GI_OK ? job->parcel.bytes.size : 0;
    return status;
}
